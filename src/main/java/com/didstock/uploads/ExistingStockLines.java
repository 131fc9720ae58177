package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.EXISTING_STOCK_REFUSALS;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UploadLines.Column;
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

    private final FileColumns columns;

    ExistingStockLines(FileColumns columns) {
        this.columns = columns;
    }

    /** {@return who holds the entries, at what price, and who uses them} */
    List<Column> columns(List<StagedNumber> entries) {
        return List.of(
                new Column(UPLOAD_LINE.HOLDER_ID, array(entries, ExistingStock::holderId, Integer[]::new)),
                new Column(UPLOAD_LINE.PRICING_BATCH_ID, array(entries, ExistingStock::pricingBatchId, Integer[]::new)),
                new Column(
                        UPLOAD_LINE.SOLD_ACTIVATION, array(entries, ExistingStock::soldActivation, BigDecimal[]::new)),
                new Column(UPLOAD_LINE.SOLD_RECURRING, array(entries, ExistingStock::soldRecurring, BigDecimal[]::new)),
                new Column(
                        UPLOAD_LINE.ACCOUNT_ID, UploadLines.array(entries, ExistingStockLines::account, String[]::new)),
                new Column(UPLOAD_LINE.IN_USE, array(entries, ExistingStock::inUse, Boolean[]::new)),
                new Column(
                        UPLOAD_LINE.IN_USE_SINCE,
                        array(entries, it -> UploadLines.moment(it.inUseSince()), OffsetDateTime[]::new)),
                new Column(
                        UPLOAD_LINE.AGING_UNTIL,
                        array(entries, it -> UploadLines.moment(it.agingUntil()), OffsetDateTime[]::new)),
                new Column(
                        UPLOAD_LINE.OBTAINED_AT,
                        array(entries, it -> UploadLines.moment(it.obtainedAt()), OffsetDateTime[]::new)),
                new Column(UPLOAD_LINE.SAID_STATE, array(entries, ExistingStockLines::state, HoldingState[]::new)));
    }

    /** {@return by line, what keeps staged entries from becoming chains of holdings} */
    Map<Integer, UploadProblem> refused(
            TenantContext context, UUID upload, List<StagedNumber> entries, int firstEntry) {
        UploadImports.labelByRules(context, upload, firstEntry, firstEntry + entries.size());
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
}
