package com.didstock.oversight;

import static com.didstock.db.didstock.Tables.CHAIN_LOOK;
import static com.didstock.db.didstock.Tables.LOOK_UP_CHAIN;

import com.didstock.db.didstock.enums.AccountNumberRole;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.Reading;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who holds a number, on every level, and the account that uses it: for emergencies, fraud and porting. Each look is
 * recorded with its reason before anything is told.
 */
@Service
public class NumberChains {

    public static final int SHORTEST_REASON = 3;
    public static final int LONGEST_REASON = 300;

    private static final int MOST_LOOKS = 200;

    private final TenantTransaction transactions;

    NumberChains(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The levels of a number's chain from the top; none if it is not in stock. The look is recorded either way.
     *
     * @param number as people write it, with the country code
     * @param reason why it is looked up
     * @throws RefusedException if the number can't be read or no reason is given; see
     *     {@link ChainRefusal}
     * @throws com.didstock.tenancy.RightMissingException if the user may not {@link Right#ADMINISTER}
     * @throws NotThereException if the actor is no operator
     */
    public List<ChainLevel> lookUp(Actor actor, String number, String reason) {
        return transactions.write(actor, Right.ADMINISTER, context -> {
            requireOperator(context);
            var digits = digits(number);
            var why = reason(reason);
            context.begin(UUID.randomUUID(), "LOOK_UP_CHAIN");
            return context.sql()
                    .selectFrom(LOOK_UP_CHAIN.call(digits, why, context.now().atOffset(ZoneOffset.UTC)))
                    .fetch(NumberChains::level);
        });
    }

    /**
     * {@return who looked lately, newest first}
     *
     * @throws com.didstock.tenancy.RightMissingException if the user may not {@link Right#ADMINISTER}
     * @throws NotThereException if the actor is no operator
     */
    public List<ChainLook> looks(Actor actor) {
        return transactions.read(actor, context -> {
            requireOperator(context);
            context.require(Right.ADMINISTER);
            return context.sql()
                    .select(
                            CHAIN_LOOK.ID,
                            CHAIN_LOOK.AT,
                            CHAIN_LOOK.NUMBER,
                            CHAIN_LOOK.REASON,
                            CHAIN_LOOK.LOGIN,
                            CHAIN_LOOK.LEVELS,
                            CHAIN_LOOK.ON_DAY)
                    .from(CHAIN_LOOK)
                    .where(context.owns(CHAIN_LOOK.OPERATOR_ID, CHAIN_LOOK.TENANT_ID))
                    .orderBy(CHAIN_LOOK.AT.desc(), CHAIN_LOOK.ID.desc())
                    .limit(MOST_LOOKS)
                    .fetch(row -> new ChainLook(
                            row.value1(),
                            row.value2().toInstant(),
                            row.value3(),
                            row.value4(),
                            row.value5(),
                            row.value6(),
                            row.value7()));
        });
    }

    static void requireOperator(TenantContext context) {
        if (context.tenant().kind() != TenantKind.OPERATOR) {
            throw new NotThereException("the chain of the number");
        }
    }

    static String reason(String given) {
        var why = given.strip();
        ChainRefusal.REASON_MISSING.when(
                why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON, SHORTEST_REASON, LONGEST_REASON);
        return why;
    }

    static String digits(String number) {
        return switch (DidNumber.parse(number, null)) {
            case Reading.Parsed<DidNumber>(var read) -> read.digits();
            case Reading.Refused<DidNumber> _ -> throw new RefusedException(ChainRefusal.NUMBER_NOT_READABLE);
        };
    }

    private static ChainLevel level(Record row) {
        var c = LOOK_UP_CHAIN;
        var accountId = row.get(c.ACCOUNT_ID);
        return new ChainLevel(
                row.get(c.TENANT_ID),
                row.get(c.NAME),
                TenantKind.valueOf(row.get(c.KIND).name()),
                row.get(c.LEVEL),
                row.get(c.STATUS),
                instant(row.get(c.UNTIL)),
                row.get(c.HELD_SINCE).toInstant(),
                accountId == null
                        ? null
                        : new ChainLevel.UsedBy(
                                accountId,
                                row.get(c.ACCOUNT_NAME),
                                row.get(c.ACCOUNT_ROLE) == AccountNumberRole.ALIAS,
                                row.get(c.ACCOUNT_SINCE).toInstant()));
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
