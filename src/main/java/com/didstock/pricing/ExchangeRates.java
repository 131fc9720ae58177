package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.EXCHANGE_RATE;

import com.didstock.branding.Operators;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The rates at which a tenant that sells converts what numbers cost it into the currency of a price: its own, and the
 * operator's for each pair of currencies of which it has none. Rates are added and never changed: what was priced keeps
 * the rate it was priced by.
 */
@Service
public class ExchangeRates {

    private static final int MOST_YEARS_AHEAD = 2;
    private static final int MOST_SHOWN = 1_000;
    private static final int DIGITS_AFTER = 8;
    private static final BigDecimal MOST_RATE = new BigDecimal("999999999");

    /** Whoever is pricing in the moment in which a rate is added prices by the one before, from beginning to end. */
    private static final Duration UNTIL_IT_REPLACES = Duration.ofSeconds(2);

    private final TenantTransaction transactions;
    private final Operators operators;

    ExchangeRates(TenantTransaction transactions, Operators operators) {
        this.transactions = transactions;
        this.operators = operators;
    }

    /**
     * The rates that count for the tenant, or did or will: by currencies, newest first.
     *
     * @throws RightMissingException if the user may not see money, or the tenant sells nothing
     */
    public List<ExchangeRate> list(Actor actor) {
        return transactions.read(actor, context -> {
            requireSeller(context, Right.SEE_MONEY);
            var me = context.actor().tenantId();
            var decided = new HashSet<String>();
            return context.sql()
                    .selectFrom(EXCHANGE_RATE)
                    .where(seen(context))
                    .orderBy(
                            EXCHANGE_RATE.CURRENCY_FROM,
                            EXCHANGE_RATE.CURRENCY_TO,
                            EXCHANGE_RATE.TENANT_ID.eq(me).desc(),
                            EXCHANGE_RATE.VALID_FROM.desc(),
                            EXCHANGE_RATE.ID.desc())
                    .limit(MOST_SHOWN)
                    .fetch(row -> {
                        var own = row.getTenantId() == me;
                        var from = row.getValidFrom().toInstant();
                        return new ExchangeRate(
                                row.getId(),
                                row.getCurrencyFrom(),
                                row.getCurrencyTo(),
                                row.getRate().stripTrailingZeros(),
                                from,
                                own,
                                state(decided, row.getCurrencyFrom() + row.getCurrencyTo(), from, context.now()),
                                row.getCreatedAt().toInstant(),
                                own ? row.getLogin() : null);
                    });
        });
    }

    /** In the order of {@link #list}, the first that has begun is the one in force. */
    private static ExchangeRate.State state(Set<String> decided, String pair, Instant from, Instant now) {
        if (from.isAfter(now)) {
            return ExchangeRate.State.COMING;
        }
        return decided.add(pair) ? ExchangeRate.State.IN_FORCE : ExchangeRate.State.REPLACED;
    }

    /**
     * Adds a rate.
     *
     * @param from ISO 4217: the currency of costs
     * @param to ISO 4217: the currency of prices
     * @param rate so much of {@code to} is one of {@code from}
     * @param validFrom a day in the operator's time zone; null or today: from now on
     * @throws RefusedException if there can't be such a rate
     * @throws RightMissingException if the user may not price, or the tenant sells nothing
     */
    public ExchangeRate add(Actor actor, String from, String to, BigDecimal rate, @Nullable LocalDate validFrom) {
        return transactions.write(actor, Right.PRICE, context -> {
            requireSeller(context, Right.PRICE);
            var source = currency(from, RateRefusal.FROM_UNKNOWN);
            var target = currency(to, RateRefusal.TO_UNKNOWN);
            refuse(source.equals(target), RateRefusal.SAME_CURRENCY);
            checkRate(rate);
            var begins = beginning(context, source, target, validFrom);
            var row = context.sql()
                    .insertInto(EXCHANGE_RATE)
                    .set(EXCHANGE_RATE.OPERATOR_ID, context.actor().operatorId())
                    .set(EXCHANGE_RATE.TENANT_ID, context.actor().tenantId())
                    .set(EXCHANGE_RATE.CURRENCY_FROM, source)
                    .set(EXCHANGE_RATE.CURRENCY_TO, target)
                    .set(EXCHANGE_RATE.RATE, rate)
                    .set(EXCHANGE_RATE.VALID_FROM, begins.atOffset(ZoneOffset.UTC))
                    .set(EXCHANGE_RATE.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                    .set(EXCHANGE_RATE.LOGIN, context.login())
                    .returning(EXCHANGE_RATE.ID)
                    .fetchSingle();
            return new ExchangeRate(
                    row.getId(),
                    source,
                    target,
                    rate,
                    begins,
                    true,
                    begins.isAfter(context.now()) ? ExchangeRate.State.COMING : ExchangeRate.State.IN_FORCE,
                    context.now(),
                    context.login());
        });
    }

    private Instant beginning(TenantContext context, String from, String to, @Nullable LocalDate day) {
        var zone = zone(context);
        var today = LocalDate.ofInstant(context.now(), zone);
        if (day != null && !day.equals(today)) {
            refuse(day.isBefore(today), RateRefusal.IN_THE_PAST);
            refuse(day.isAfter(today.plusYears(MOST_YEARS_AHEAD)), RateRefusal.TOO_FAR_AHEAD, MOST_YEARS_AHEAD);
            return day.atStartOfDay(zone).toInstant();
        }
        var replaces = context.sql()
                .fetchExists(
                        EXCHANGE_RATE,
                        seen(context).and(EXCHANGE_RATE.CURRENCY_FROM.eq(from)).and(EXCHANGE_RATE.CURRENCY_TO.eq(to)));
        return replaces ? context.now().plus(UNTIL_IT_REPLACES) : context.now();
    }

    /** {@return the day it is for the operator: the first from which a rate may hold} */
    public LocalDate today(Actor actor) {
        return transactions.read(actor, context -> LocalDate.ofInstant(context.now(), zone(context)));
    }

    private ZoneId zone(TenantContext context) {
        return operators.settings(context.actor().operatorId()).zone();
    }

    private static Condition seen(TenantContext context) {
        var actor = context.actor();
        return EXCHANGE_RATE
                .OPERATOR_ID
                .eq(actor.operatorId())
                .and(EXCHANGE_RATE.TENANT_ID.in(actor.tenantId(), actor.operatorId()));
    }

    private static void requireSeller(TenantContext context, Right right) {
        context.require(right);
        if (context.tenant().kind() == TenantKind.CUSTOMER) {
            throw new RightMissingException(right);
        }
    }

    private static void checkRate(BigDecimal rate) {
        refuse(rate.signum() <= 0, RateRefusal.RATE_NOT_POSITIVE);
        refuse(
                rate.compareTo(MOST_RATE) > 0 || rate.stripTrailingZeros().scale() > DIGITS_AFTER,
                RateRefusal.RATE_OUT_OF_RANGE);
    }

    private static String currency(String code, RateRefusal otherwise) {
        try {
            return Currency.getInstance(code.strip()).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(otherwise, code);
        }
    }

    private static void refuse(boolean wrong, RateRefusal reason, Object... arguments) {
        if (wrong) {
            throw new RefusedException(reason, arguments);
        }
    }
}
