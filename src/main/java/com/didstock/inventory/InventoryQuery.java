package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.inventory.DidColumns.PAGE;
import static org.jooq.impl.DSL.inline;

import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.tenancy.TenantContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Pages of a tenant's holdings. Reads, besides its own, the tables of pricing, groups, vendors and tenancy for the
 * names and the price that a row shows.
 *
 * <p>The page is cut first, from {@code did_holding} alone and along an index; names are joined to its rows only. All in
 * one statement: a second one costs more than reading the rows.
 */
final class InventoryQuery {

    private static final DidHolding H = DID_HOLDING;

    private static final String SORT_KEY = "sort_key";

    private InventoryQuery() {}

    static DidPage page(TenantContext context, Condition condition, PageRequest request) {
        return page(context, condition, request, request.size());
    }

    /** A page of any size, whatever the request says of it. */
    static DidPage page(TenantContext context, Condition condition, PageRequest request, int size) {
        var ascending = request.ascending() != request.backwards();
        var cut = cut(context, condition, request, size, ascending);
        joinAsWritten(context);
        var key = DSL.field(DSL.name(PAGE.getName(), SORT_KEY));
        var value = key.cast(SQLDataType.VARCHAR).as("sort_value");
        var found = new ArrayList<>(context.sql()
                .select(DidColumns.ALL)
                .select(value)
                .from(DidColumns.named(context, cut))
                .orderBy(ascending ? key.asc() : key.desc(), ascending ? PAGE.NUMBER.asc() : PAGE.NUMBER.desc())
                .fetch());
        var more = found.size() > size;
        if (more) {
            found.removeLast();
        }
        if (found.isEmpty()) {
            return new DidPage(List.of(), null, null);
        }
        if (request.backwards()) {
            Collections.reverse(found);
        }
        var hasPrevious = request.backwards() ? more : request.position() != null;
        var hasNext = request.backwards() ? request.position() != null : more;
        return new DidPage(
                found.stream().map(record -> DidColumns.toRow(record, context)).toList(),
                hasPrevious ? position(request.sort(), found.getFirst(), value) : null,
                hasNext ? position(request.sort(), found.getLast(), value) : null);
    }

    /**
     * For the rest of the transaction. The page is cut first and names are joined to it by their keys: there is no better
     * order to be found, and looking for one takes longer than reading the rows.
     */
    private static void joinAsWritten(TenantContext context) {
        context.sql().setLocal(DSL.name("join_collapse_limit"), inline(1)).execute();
    }

    /** One row more than the page has, to know whether there is another page. */
    private static Select<?> cut(
            TenantContext context, Condition condition, PageRequest request, int size, boolean ascending) {
        var key = DidOrder.key(request.sort(), context);
        return context.sql()
                .select(H.fields())
                .select(key.as(SORT_KEY))
                .from(request.sort() == DidSort.NUMBER ? H : DidOrder.named(context))
                .where(context.ownsHolding())
                .and(condition)
                .and(DidOrder.beyond(key, request, ascending))
                .orderBy(ascending ? key.asc() : key.desc(), ascending ? H.NUMBER.asc() : H.NUMBER.desc())
                .limit(size + 1);
    }

    private static PageRequest.Position position(DidSort sort, Record row, Field<String> value) {
        return new PageRequest.Position(sort == DidSort.NUMBER ? "" : row.get(value), row.get(PAGE.NUMBER));
    }

    /** {@return these of the tenant's numbers, in the order given} */
    static List<DidRow> rows(TenantContext context, List<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        var cut = context.sql()
                .select(H.fields())
                .from(H)
                .where(context.ownsHolding())
                .and(HoldingConditions.oneOf(numbers));
        var found = context.sql()
                .select(DidColumns.ALL)
                .from(DidColumns.named(context, cut))
                .fetchMap(PAGE.NUMBER, record -> DidColumns.toRow(record, context));
        return numbers.stream()
                .filter(found::containsKey)
                .map(number -> Objects.requireNonNull(found.get(number)))
                .toList();
    }
}
