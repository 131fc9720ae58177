package com.didstock.charges;

import static com.didstock.db.didstock.Tables.MARGIN_PARTS;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.branding.Operators;
import com.didstock.history.TakenFile;
import com.didstock.sheets.Sheet;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LedgerPosting;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/**
 * What a tenant that sells earned, paid and kept in a month, by number, pricing batch or child: the charges of the month's
 * {@link Statement}, each counted once, so that the rows sum up to it. What is paid for days on which nobody had the number
 * is of no child and no batch.
 */
@Service
public class Margins {

    /** The most rows of a page. */
    public static final int MOST = 500;

    /** So many rows of a file are in memory at once. */
    private static final int STRETCH = 100_000;

    /** The columns of a file, named alike in every language so that programs can read it. */
    public static final List<String> HEADER = List.of("month", "name", "currency", "revenue", "cost", "margin");

    private final TenantTransaction transactions;
    private final Operators operators;

    Margins(TenantTransaction transactions, Operators operators) {
        this.transactions = transactions;
        this.operators = operators;
    }

    /**
     * {@return some of the rows, sorted}
     *
     * @param offset how many to pass over, not negative
     * @param limit 1 to {@value #MOST}
     * @throws RightMissingException if the user may not see money, or the tenant sells nothing
     */
    public MarginPage page(
            Actor actor, YearMonth month, MarginBy by, MarginOrder order, boolean descending, int offset, int limit) {
        return transactions.readAtLength(
                actor,
                context ->
                        page(context, month, by, order, descending, Math.max(offset, 0), Math.clamp(limit, 1, MOST)));
    }

    /**
     * Writes all rows into a file, by name.
     *
     * @throws RightMissingException if the user may not see money, or the tenant sells nothing
     */
    public void write(Actor actor, YearMonth month, MarginBy by, Sheet sheet) throws IOException {
        long written = 0;
        for (int from = 0; ; from += STRETCH) {
            int start = from;
            var rows = transactions
                    .readAtLength(actor, context -> page(context, month, by, MarginOrder.NAME, false, start, STRETCH))
                    .rows();
            for (var row : rows) {
                write(row, month, by, sheet);
            }
            written += rows.size();
            if (rows.size() < STRETCH) {
                break;
            }
        }
        new TakenFile(TakenFile.What.MARGINS, sheet.format().name(), written, null).record(transactions, actor);
        sheet.finish();
    }

    private static void write(MarginRow row, YearMonth month, MarginBy by, Sheet sheet) throws IOException {
        sheet.code(month.toString());
        if (by == MarginBy.NUMBER && row.name() != null) {
            sheet.code(row.name());
        } else {
            sheet.text(row.name());
        }
        sheet.code(row.currency())
                .amount(row.revenue().stripTrailingZeros())
                .amount(row.cost().stripTrailingZeros())
                .amount(row.margin().stripTrailingZeros());
        sheet.endRow();
    }

    private MarginPage page(
            TenantContext context,
            YearMonth month,
            MarginBy by,
            MarginOrder order,
            boolean descending,
            int offset,
            int limit) {
        context.require(Right.SEE_MONEY);
        if (context.tenant().kind() == TenantKind.CUSTOMER) {
            throw new RightMissingException(Right.SEE_MONEY);
        }
        var zone = operators.settings(context.actor().operatorId()).zone();
        var parts = MARGIN_PARTS.call(
                LedgerPosting.databaseName(zone), month.atDay(1), context.now().atOffset(ZoneOffset.UTC));
        var revenue = DSL.sum(parts.REVENUE).as("revenue");
        var cost = DSL.sum(parts.COST).as("cost");
        var name = name(by, parts.NUMBER).as("name");
        var summed = context.sql()
                .select(name, parts.CURRENCY.as("currency"), revenue, cost)
                .from(parts)
                .leftJoin(TENANT)
                .on(child(context, parts.CHILD_ID))
                .leftJoin(PRICING_BATCH)
                .on(
                        context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID),
                        PRICING_BATCH.ID.eq(parts.PRICING_BATCH_ID))
                .groupBy(name(by, parts.NUMBER), parts.CURRENCY)
                .asTable("summed");
        var total = DSL.count().over();
        var sums = summed.field(revenue).minus(summed.field(cost));
        Field<?> key = switch (order) {
            case NAME -> DSL.lower(summed.field(name));
            case REVENUE -> summed.field(revenue);
            case COST -> summed.field(cost);
            case MARGIN -> sums;
        };
        var found = context.sql()
                .select(
                        summed.field(name),
                        summed.field("currency", String.class),
                        summed.field(revenue),
                        summed.field(cost),
                        total)
                .from(summed)
                .orderBy(
                        (descending ? key.desc() : key.asc()).nullsLast(),
                        summed.field(name).asc().nullsLast(),
                        summed.field("currency").asc())
                .offset(offset)
                .limit(limit)
                .fetch();
        return new MarginPage(
                found.map(row -> new MarginRow(row.value1(), row.value2(), row.value3(), row.value4())),
                found.isEmpty() ? 0 : found.getFirst().value5());
    }

    private static Field<String> name(MarginBy by, Field<String> number) {
        return switch (by) {
            case NUMBER -> number;
            case PRICING_BATCH -> PRICING_BATCH.NAME;
            case CHILD -> TENANT.NAME;
        };
    }

    private static Condition child(TenantContext context, Field<Integer> id) {
        return TENANT.OPERATOR_ID
                .eq(context.actor().operatorId())
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()))
                .and(TENANT.TENANT_ID.eq(id));
    }
}
