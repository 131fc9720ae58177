package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.EXISTING_STOCK_REFUSALS;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What a file of existing stock says besides of the lines that are staged, and which of them can be no chains. */
final class ExistingStockLines {

    private static final String UNNEST =
            "unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}) with ordinality"
                    + " as n (a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, place)";

    private final FileColumns columns;

    ExistingStockLines(FileColumns columns) {
        this.columns = columns;
    }

    /** Adds to lines that are staged who holds them, at what price, and who uses them. */
    void describe(TenantContext context, UUID upload, List<StagedNumber> entries, int firstEntry) {
        if (entries.isEmpty()) {
            return;
        }
        var said = table(
                UNNEST,
                array(entries, ExistingStock::holderId, Integer[]::new),
                array(entries, ExistingStock::pricingBatchId, Integer[]::new),
                array(entries, ExistingStock::soldActivation, BigDecimal[]::new),
                array(entries, ExistingStock::soldRecurring, BigDecimal[]::new),
                UploadLines.array(entries, ExistingStockLines::account, String[]::new),
                array(entries, ExistingStock::inUse, Boolean[]::new),
                array(entries, it -> UploadLines.moment(it.inUseSince()), OffsetDateTime[]::new),
                array(entries, it -> UploadLines.moment(it.agingUntil()), OffsetDateTime[]::new),
                array(entries, it -> UploadLines.moment(it.obtainedAt()), OffsetDateTime[]::new),
                array(entries, ExistingStockLines::state, HoldingState[]::new));
        context.sql()
                .update(UPLOAD_LINE)
                .set(UPLOAD_LINE.HOLDER_ID, column("a1", Integer.class))
                .set(UPLOAD_LINE.PRICING_BATCH_ID, column("a2", Integer.class))
                .set(UPLOAD_LINE.SOLD_ACTIVATION, column("a3", BigDecimal.class))
                .set(UPLOAD_LINE.SOLD_RECURRING, column("a4", BigDecimal.class))
                .set(UPLOAD_LINE.ACCOUNT_ID, column("a5", String.class))
                .set(UPLOAD_LINE.IN_USE, column("a6", Boolean.class))
                .set(UPLOAD_LINE.IN_USE_SINCE, column("a7", OffsetDateTime.class))
                .set(UPLOAD_LINE.AGING_UNTIL, column("a8", OffsetDateTime.class))
                .set(UPLOAD_LINE.OBTAINED_AT, column("a9", OffsetDateTime.class))
                .set(UPLOAD_LINE.SAID_STATE, column("a10", HoldingState.class))
                .from(said)
                .where(context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID))
                .and(UPLOAD_LINE.UPLOAD_ID.eq(upload))
                .and(UPLOAD_LINE.ENTRY.eq(column("place", Integer.class).plus(firstEntry - 1)))
                .execute();
        UploadImports.labelByRules(context, upload, firstEntry, firstEntry + entries.size());
    }

    /** {@return by line, what keeps it from becoming a chain of holdings} */
    Map<Integer, UploadProblem> refused(
            TenantContext context, UUID upload, List<StagedNumber> entries, int firstEntry) {
        var refusals = EXISTING_STOCK_REFUSALS.call(upload, firstEntry, firstEntry + entries.size());
        var wrong = new TreeMap<Integer, UploadProblem>();
        context.sql()
                .select(refusals.ENTRY, refusals.REFUSAL, refusals.ARGUMENT)
                .from(refusals)
                .orderBy(refusals.ENTRY)
                .forEach(row -> {
                    var entry = entries.get(row.value1() - firstEntry);
                    wrong.putIfAbsent(
                            entry.terms().line(), problem(entry, ProblemCode.valueOf(row.value2()), row.value3()));
                });
        return wrong;
    }

    private UploadProblem problem(StagedNumber entry, ProblemCode code, String argument) {
        var said = of(entry);
        var column = switch (code) {
            case PRICING_BATCH_UNKNOWN, BATCH_FOR_OTHERS, BATCH_IN_OTHER_CURRENCY -> FileColumn.PRICING_BATCH;
            case ACCOUNT_ELSEWHERE -> FileColumn.ACCOUNT;
            case STILL_AGING -> FileColumn.NUMBER;
            default -> FileColumn.HOLDER;
        };
        var value = switch (column) {
            case PRICING_BATCH -> said == null ? "" : said.pricingBatch();
            case ACCOUNT -> said == null ? "" : said.account();
            case NUMBER -> entry.number();
            default -> said == null ? "" : said.holder();
        };
        return new UploadProblem(
                entry.terms().line(),
                columns.name(column),
                value,
                code,
                argument.isEmpty() ? List.of() : List.of(argument));
    }

    private static @Nullable HoldingState state(ExistingStock said) {
        var state = said.state();
        return state == null ? null : HoldingState.valueOf(state);
    }

    private static @Nullable String account(StagedNumber entry) {
        var said = of(entry);
        return said == null ? null : said.accountOf(entry.number());
    }

    private static @Nullable ExistingStock of(StagedNumber entry) {
        return entry.terms().existing();
    }

    private static <T> Field<@Nullable T[]> array(
            List<StagedNumber> entries, Function<ExistingStock, @Nullable T> value, IntFunction<@Nullable T[]> empty) {
        return UploadLines.array(
                entries,
                entry -> {
                    var said = of(entry);
                    return said == null ? null : value.apply(said);
                },
                empty);
    }

    private static <T> Field<T> column(String name, Class<T> type) {
        return field(name("n", name), type);
    }
}
