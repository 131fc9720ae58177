package com.didstock.oversight;

import static com.didstock.db.didstock.Tables.LOOK_UP_PAST_CHAIN;

import com.didstock.branding.Operators;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Who held a number on a day of the past, on every level: names and times, never prices. Each look is recorded with its
 * reason and day before anything is told, like those of {@link NumberChains}.
 */
@Service
public class PastChains {

    private final TenantTransaction transactions;
    private final Operators operators;

    PastChains(TenantTransaction transactions, Operators operators) {
        this.transactions = transactions;
        this.operators = operators;
    }

    /**
     * Who held a number on a day of the past, on every level from the top; none if nobody did. The look is recorded either
     * way.
     *
     * @param number as people write it, with the country code
     * @param reason why it is looked up
     * @param day in the operator's time zone, not after today
     * @throws RefusedException if the number can't be read, no reason is given or the day is yet to come; see
     *     {@link ChainRefusal}
     * @throws com.didstock.tenancy.RightMissingException if the user may not {@link Right#ADMINISTER}
     * @throws NotThereException if the actor is no operator
     */
    public List<PastLevel> lookUp(Actor actor, String number, String reason, LocalDate day) {
        return transactions.write(actor, Right.ADMINISTER, context -> {
            NumberChains.requireOperator(context);
            var digits = NumberChains.digits(number);
            var why = NumberChains.reason(reason);
            var zone = operators.settings(actor.operatorId()).zone();
            ChainRefusal.DAY_TO_COME.when(day.isAfter(LocalDate.ofInstant(context.now(), zone)));
            context.begin(UUID.randomUUID(), "LOOK_UP_CHAIN");
            var c = LOOK_UP_PAST_CHAIN;
            return context.sql()
                    .selectFrom(c.call(
                            digits,
                            why,
                            context.now().atOffset(ZoneOffset.UTC),
                            day,
                            day.atStartOfDay(zone).toOffsetDateTime(),
                            day.plusDays(1).atStartOfDay(zone).toOffsetDateTime()))
                    .fetch(row -> new PastLevel(
                            row.get(c.TENANT_ID),
                            row.get(c.NAME),
                            TenantKind.valueOf(row.get(c.KIND).name()),
                            row.get(c.LEVEL),
                            row.get(c.FROM_AT).toInstant(),
                            NumberChains.instant(row.get(c.TO_AT))));
        });
    }

    /** {@return the operator's day that it is now: the last one that can be asked about} */
    public LocalDate today(Actor actor) {
        return transactions.read(actor, context -> {
            NumberChains.requireOperator(context);
            return LocalDate.ofInstant(
                    context.now(), operators.settings(actor.operatorId()).zone());
        });
    }
}
