package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.VENDOR_MOVES;

import com.didstock.inventory.HoldingChains.GivePrice;
import com.didstock.tenancy.TenantContext;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Numbers that go to another vendor batch: what they cost there, and that they do. */
final class VendorMoves {

    private VendorMoves() {}

    /**
     * What each number costs its holder after the move, or why it can't move.
     *
     * @return as the price: the costs, in the currency of the batch; as the refusal: NO_VENDOR_BATCH,
     *     OTHER_COST_CURRENCY, ALREADY_DONE or null; nothing for numbers that the tenant does not hold
     */
    static Map<String, GivePrice> terms(TenantContext context, OperationRequest request, List<String> numbers) {
        var costs = request.costs();
        var moves = VENDOR_MOVES.call(
                request.requireTarget(), costs.activation(), costs.recurring(), numbers.toArray(String[]::new));
        return context.sql().selectFrom(moves).fetch().stream()
                .collect(Collectors.toMap(
                        row -> row.get(moves.NUMBER),
                        row -> new GivePrice(
                                null,
                                row.get(moves.ACTIVATION),
                                row.get(moves.RECURRING),
                                row.get(moves.CURRENCY),
                                row.get(moves.REFUSAL),
                                row.get(moves.BELOW_COST))));
    }

    /**
     * Moves numbers, all or none.
     *
     * @throws com.didstock.tenancy.StockChangedException if one of them can't go any more
     */
    static void move(TenantContext context, OperationRequest request, List<String> numbers) {
        var costs = request.costs();
        context.sql()
                .select(DSL.function(
                        DSL.name("didstock", "move_numbers_to_vendor_batch"),
                        SQLDataType.BIGINT,
                        DSL.val(numbers.toArray(String[]::new)),
                        DSL.val(request.requireTarget()),
                        DSL.val(costs.activation(), SQLDataType.NUMERIC),
                        DSL.val(costs.recurring(), SQLDataType.NUMERIC),
                        DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                .fetch();
    }
}
