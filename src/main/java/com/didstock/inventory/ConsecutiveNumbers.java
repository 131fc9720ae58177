package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.numbering.NumberType;
import com.didstock.tenancy.TenantContext;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Free numbers one after the other, as somebody needs them who wants a block for an office.
 *
 * <p>Numbers of the same length stand in a row if each is one more than the one before. All that are free and meet the rest of
 * the search are gone through once, in the order of their key; so it takes a time in proportion to them, about a second
 * for a million. Internal numbers are no blocks.
 */
final class ConsecutiveNumbers {

    private static final String NUMBER = "number";
    private static final String LENGTH = "length";
    private static final String ROW = "row";
    private static final String SIZE = "size";

    private ConsecutiveNumbers() {}

    /** {@return those of a search's free numbers of which so many, or more, stand in a row} */
    static Condition atLeast(int wanted, Condition search, TenantContext context) {
        var length = DSL.length(DID_HOLDING.NUMBER);
        // What grows by one with each number, less what grows by one with each row, stays the same as long as none is
        // missing.
        var place = DSL.rowNumber().over(DSL.partitionBy(length).orderBy(DID_HOLDING.NUMBER));
        var free = DSL.select(
                        DID_HOLDING.NUMBER.as(NUMBER),
                        length.as(LENGTH),
                        DID_HOLDING
                                .NUMBER
                                .cast(SQLDataType.BIGINT)
                                .minus(place.cast(SQLDataType.BIGINT))
                                .as(ROW))
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(search)
                .and(HoldingConditions.is(DidStatus.FREE, context.now()))
                .and(DID_HOLDING.NUMBER_TYPE.ne(NumberType.INTERNAL.name()))
                .asTable("free");
        var rows = DSL.select(
                        free.field(NUMBER, String.class),
                        DSL.count()
                                .over(DSL.partitionBy(free.field(LENGTH), free.field(ROW)))
                                .as(SIZE))
                .from(free)
                .asTable("in_a_row");
        return DID_HOLDING.NUMBER.in(DSL.select(rows.field(NUMBER, String.class))
                .from(rows)
                .where(rows.field(SIZE, Integer.class).ge(wanted)));
    }
}
