package com.didstock.offer;

import static com.didstock.db.didstock.Tables.RESERVED_FOR_ME;
import static com.didstock.db.didstock.Tables.RESERVE_FROM_OFFER;

import com.didstock.inventory.SearchLanguage;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/** What a tenant keeps for itself of the offer of the tenant above: for 14 days, extended once. */
@Service
public class OfferReservations {

    private static final String RESERVE = "RESERVE";
    private static final String EXTEND = "EXTEND_RESERVATION";
    private static final String CANCEL = "CANCEL_RESERVATION";

    private final TenantTransaction transactions;
    private final SearchLanguage language;

    OfferReservations(TenantTransaction transactions, SearchLanguage language) {
        this.transactions = transactions;
        this.language = language;
    }

    /** {@return what is kept for the tenant now, by itself or by the tenant above, ascending} */
    public List<ReservedNumber> list(Actor actor) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            var kept = RESERVED_FOR_ME.call(now(context));
            return context.sql()
                    .selectFrom(kept)
                    .orderBy(kept.NUMBER)
                    .fetch(row -> new ReservedNumber(
                            new OfferedNumber(
                                    row.get(kept.NUMBER),
                                    row.get(kept.COUNTRY),
                                    row.get(kept.AREA),
                                    row.get(kept.NUMBER_TYPE),
                                    row.get(kept.NUMBER_CLASS),
                                    row.get(kept.FREE_OF_CHARGE),
                                    row.get(kept.ACTIVATION),
                                    row.get(kept.RECURRING),
                                    row.get(kept.CURRENCY)),
                            row.get(kept.UNTIL).toInstant(),
                            row.get(kept.OWN),
                            row.get(kept.EXTENDED)));
        });
    }

    /**
     * Keeps any numbers that match, as many as were asked for or as there are. Two who reserve or take at the same time
     * never get the same number.
     *
     * @param asked 1 to {@value Selection#MAX_SIZE}
     * @return the numbers, ascending
     * @throws com.didstock.tenancy.LimitExceededException if the tenant would keep more than it may; nothing is kept
     */
    public List<String> reserve(Actor actor, OfferFilter filter, int asked) {
        return transactions.write(actor, Right.TAKE, context -> {
            context.require(Right.SEE_MONEY);
            context.begin(UUID.randomUUID(), RESERVE);
            var terms = OfferTerms.of(language.read(actor, filter.text()), filter.numbers());
            var reserved = RESERVE_FROM_OFFER.call(
                    terms.low(),
                    terms.high(),
                    terms.likes(),
                    terms.numbers(),
                    filter.country(),
                    filter.areaPattern(),
                    filter.numberType(),
                    filter.numberClass(),
                    Math.clamp(asked, 1, Selection.MAX_SIZE),
                    now(context));
            return context.sql().selectFrom(reserved).orderBy(reserved.NUMBER).fetch(reserved.NUMBER);
        });
    }

    /**
     * Keeps them for another 14 days.
     *
     * @throws com.didstock.tenancy.StockChangedException if one isn't reserved by the tenant, or was extended before;
     *     nothing is extended
     */
    public void extend(Actor actor, List<String> numbers) {
        transactions.write(actor, Right.TAKE, context -> {
            context.begin(UUID.randomUUID(), EXTEND);
            return call(
                    context, "extend_own_reservations", DSL.val(numbers.toArray(String[]::new)), DSL.val(now(context)));
        });
    }

    /**
     * Lets them go: they are offered again at once.
     *
     * @throws com.didstock.tenancy.StockChangedException if one isn't reserved by the tenant; nothing is cancelled
     */
    public void cancel(Actor actor, List<String> numbers) {
        transactions.write(actor, Right.TAKE, context -> {
            context.begin(UUID.randomUUID(), CANCEL);
            return call(
                    context, "cancel_own_reservations", DSL.val(numbers.toArray(String[]::new)), DSL.val(now(context)));
        });
    }

    /**
     * Takes what is kept for the tenant, at the price in force now.
     *
     * @param dearest what one of them may cost a month at most, in the tenant's billing currency
     * @throws com.didstock.tenancy.StockChangedException if one isn't kept for the tenant any more or costs more; nothing is
     *     taken
     * @throws com.didstock.tenancy.LimitExceededException if that is over what the tenant may hold or spend
     */
    public void take(Actor actor, List<String> numbers, BigDecimal dearest) {
        transactions.write(actor, Right.TAKE, context -> {
            context.require(Right.SEE_MONEY);
            context.begin(UUID.randomUUID(), Offer.TAKE);
            return call(
                    context,
                    "take_reserved",
                    DSL.val(numbers.toArray(String[]::new)),
                    DSL.val(dearest),
                    DSL.val(now(context)));
        });
    }

    private static long call(TenantContext context, String function, Field<?>... arguments) {
        return context.sql()
                .select(DSL.function(DSL.name("didstock", function), Long.class, arguments))
                .fetchSingle()
                .value1();
    }

    private static OffsetDateTime now(TenantContext context) {
        return context.now().atOffset(ZoneOffset.UTC);
    }
}
