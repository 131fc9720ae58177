package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.FREE_TERMS;

import com.didstock.inventory.HoldingChains.GivePrice;
import com.didstock.tenancy.TenantContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** An operator's numbers that are free of charge from now on, or charged again. */
final class FreeOfCharge {

    private FreeOfCharge() {}

    /**
     * What the operator earns with each number then, or why it can't be.
     *
     * @return as the price: what its child pays a month then, null where nobody has it; as the refusal: INTERNAL,
     *     ALREADY_DONE, NEVER_CHARGED or null; nothing for numbers that the tenant does not hold
     */
    static Map<String, GivePrice> terms(TenantContext context, Charging charging, List<String> numbers) {
        var terms = FREE_TERMS.call(numbers.toArray(String[]::new), charging == Charging.FREE_OF_CHARGE);
        return context.sql().selectFrom(terms).fetch().stream()
                .collect(Collectors.toMap(
                        row -> row.get(terms.NUMBER),
                        row -> new GivePrice(
                                null,
                                null,
                                row.get(terms.RECURRING),
                                row.get(terms.CURRENCY),
                                row.get(terms.REFUSAL),
                                false)));
    }

    /**
     * Changes them, all or none: at once where nobody has them, else from the operator's next day on.
     *
     * @throws com.didstock.tenancy.StockChangedException if one of them can't be changed any more
     */
    static void set(TenantContext context, Charging charging, List<String> numbers, ZoneId zone) {
        var day = LocalDate.ofInstant(context.now(), zone).plusDays(1);
        context.sql()
                .select(DSL.function(
                        DSL.name("didstock", "set_free_of_charge"),
                        SQLDataType.BIGINT,
                        DSL.val(numbers.toArray(String[]::new)),
                        DSL.val(charging == Charging.FREE_OF_CHARGE),
                        DSL.val(Calendar.startOf(day, zone).atOffset(ZoneOffset.UTC)),
                        DSL.val(day),
                        DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                .fetch();
    }
}
