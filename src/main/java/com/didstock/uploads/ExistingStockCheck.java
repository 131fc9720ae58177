package com.didstock.uploads;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.Reading;
import com.didstock.sheets.FormulaGuard;
import com.didstock.tables.TableFile.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a row of existing stock says besides: who holds the numbers, at what price, who uses them, since when. */
final class ExistingStockCheck {

    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_NAME = 500;
    private static final int MOST_UNKNOWN = 50;

    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("free", "FREE"),
            Map.entry("frei", "FREE"),
            Map.entry("frozen", "FROZEN"),
            Map.entry("eingefroren", "FROZEN"),
            Map.entry("aging", "AGING"),
            Map.entry("inquarantäne", "AGING"),
            Map.entry("inuse", "IN_USE"),
            Map.entry("inbenutzung", "IN_USE"),
            Map.entry("benutzt", "IN_USE"));

    private final FileColumns columns;
    private final UploadOptions options;
    private final Stock stock;
    private final Instant now;
    private final Reports reports;
    private final Map<String, Integer> unknownHolders = new LinkedHashMap<>();

    ExistingStockCheck(FileColumns columns, UploadOptions options, Stock stock, Instant now, Reports reports) {
        this.columns = columns;
        this.options = options;
        this.stock = stock;
        this.now = now;
        this.reports = reports;
    }

    /** Notes what is wrong with a row. */
    @FunctionalInterface
    interface Reports {
        void report(Row row, FileColumn column, ProblemCode code, List<String> arguments);
    }

    ExistingStock read(Row row) {
        var holder = holder(row);
        var batch = pricingBatch(row);
        var activation = price(row, FileColumn.ACTIVATION_REVENUE, holder);
        var recurring = price(row, FileColumn.RECURRING_REVENUE, holder);
        if (activation != null && recurring == null) {
            report(row, FileColumn.ACTIVATION_REVENUE, ProblemCode.PRICE_INCOMPLETE);
        }
        var account = account(row);
        var inUseSince = past(row, FileColumn.IN_USE_SINCE);
        var obtained = past(row, FileColumn.OBTAINED);
        var agingUntil = agingUntil(row);
        var state = state(row);
        boolean inUse = account != null || inUseSince != null || "IN_USE".equals(state);
        boolean aging = agingUntil != null && agingUntil.isAfter(now);
        checkTogether(row, holder, inUse, aging, agingUntil == null && "AGING".equals(state));
        return new ExistingStock(
                holder == null ? null : holder.id(),
                columns.cell(row, FileColumn.HOLDER),
                batch,
                columns.cell(row, FileColumn.PRICING_BATCH),
                activation,
                recurring,
                account,
                columns.cell(row, FileColumn.ACCOUNT),
                inUse,
                inUseSince,
                aging ? agingUntil : null,
                obtained,
                state == null || inUse ? null : "AGING".equals(state) ? "FREE" : state);
    }

    /** {@return names that nobody below has, and on how many rows each stands; the first of them} */
    Map<String, Integer> unknownHolders() {
        return unknownHolders;
    }

    private void checkTogether(
            Row row, Holders.@Nullable Holder holder, boolean inUse, boolean aging, boolean agingWithoutDate) {
        boolean customer = holder != null && holder.customer();
        if (inUse
                && !customer
                && (holder != null || cell(row, FileColumn.HOLDER).isEmpty())) {
            var column = !cell(row, FileColumn.ACCOUNT).isEmpty()
                    ? FileColumn.ACCOUNT
                    : !cell(row, FileColumn.IN_USE_SINCE).isEmpty() ? FileColumn.IN_USE_SINCE : FileColumn.STATUS;
            report(
                    row,
                    column,
                    column == FileColumn.ACCOUNT
                            ? ProblemCode.ACCOUNT_NEEDS_CUSTOMER
                            : ProblemCode.IN_USE_NEEDS_CUSTOMER);
        }
        if (agingWithoutDate) {
            report(row, FileColumn.STATUS, ProblemCode.AGING_WITHOUT_DATE);
        } else if (aging && inUse) {
            report(row, FileColumn.AGING_UNTIL, ProblemCode.AGING_IN_USE);
        } else if (aging && customer) {
            report(row, FileColumn.AGING_UNTIL, ProblemCode.AGING_AT_CUSTOMER);
        }
    }

    private Holders.@Nullable Holder holder(Row row) {
        var name = cell(row, FileColumn.HOLDER);
        if (name.isEmpty()) {
            return null;
        }
        var holder = name.length() > LONGEST_NAME * 2 ? null : stock.holders().find(name);
        if (holder == null) {
            if (name.length() <= LONGEST_NAME
                    && (unknownHolders.size() < MOST_UNKNOWN || unknownHolders.containsKey(name))) {
                unknownHolders.merge(name, 1, Integer::sum);
            }
            report(row, FileColumn.HOLDER, ProblemCode.HOLDER_UNKNOWN);
        } else if (!holder.active()) {
            report(
                    row,
                    FileColumn.HOLDER,
                    ProblemCode.HOLDER_SUSPENDED,
                    holder.names().getLast());
        }
        return holder;
    }

    private @Nullable Integer pricingBatch(Row row) {
        var name = cell(row, FileColumn.PRICING_BATCH);
        if (name.isEmpty()) {
            return null;
        }
        var batch = stock.pricingBatch(name);
        if (batch == null) {
            report(row, FileColumn.PRICING_BATCH, ProblemCode.PRICING_BATCH_UNKNOWN);
        }
        return batch;
    }

    private @Nullable BigDecimal price(Row row, FileColumn column, Holders.@Nullable Holder holder) {
        var text = columns.cell(row, column);
        if (text.isEmpty()) {
            return null;
        }
        if (holder == null) {
            if (cell(row, FileColumn.HOLDER).isEmpty()) {
                report(row, column, ProblemCode.PRICE_WITHOUT_HOLDER);
            }
            return null;
        }
        return switch (Fees.read(text, holder.firstCurrency())) {
            case Fees.Reading.Amount(var value) -> value;
            case Fees.Reading.Wrong(var code) -> {
                report(
                        row,
                        column,
                        code,
                        code == ProblemCode.FEE_CURRENCY ? holder.firstCurrency() : String.valueOf(Fees.PLACES));
                yield null;
            }
        };
    }

    private @Nullable String account(Row row) {
        var text = cell(row, FileColumn.ACCOUNT);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > LONGEST_ACCOUNT || text.chars().anyMatch(Character::isISOControl)) {
            report(row, FileColumn.ACCOUNT, ProblemCode.ACCOUNT_TOO_LONG, String.valueOf(LONGEST_ACCOUNT));
            return text;
        }
        return switch (DidNumber.parse(text, options.defaultCountry())) {
            case Reading.Parsed<DidNumber>(var number) -> number.digits();
            case Reading.Refused<DidNumber> _ -> text;
        };
    }

    private @Nullable Instant past(Row row, FileColumn column) {
        var moment = moment(row, column);
        if (moment != null && !moment.isBefore(now)) {
            report(row, column, ProblemCode.DATE_NOT_PAST);
        }
        return moment;
    }

    // A day alone is the last one on which it rests.
    private @Nullable Instant agingUntil(Row row) {
        var moment = moment(row, FileColumn.AGING_UNTIL);
        return moment == null || cell(row, FileColumn.AGING_UNTIL).length() != 10
                ? moment
                : moment.atZone(options.zone()).plusDays(1).toInstant();
    }

    private @Nullable Instant moment(Row row, FileColumn column) {
        var text = cell(row, column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return FileTime.read(text, options.zone());
        } catch (DateTimeException e) {
            report(row, column, ProblemCode.DATE_UNREADABLE);
            return null;
        }
    }

    // What is given, the holder says.
    private @Nullable String state(Row row) {
        var text = cell(row, FileColumn.STATUS);
        var normal = FileColumn.normal(text);
        if (normal.isEmpty()
                || normal.equals("given") && !cell(row, FileColumn.HOLDER).isEmpty()) {
            return null;
        }
        var state = STATES.get(normal);
        if (state == null) {
            report(row, FileColumn.STATUS, ProblemCode.STATUS_UNREADABLE);
        }
        return state;
    }

    private String cell(Row row, FileColumn column) {
        return FormulaGuard.unguarded(columns.cell(row, column));
    }

    private void report(Row row, FileColumn column, ProblemCode code, String... arguments) {
        reports.report(row, column, code, List.of(arguments));
    }
}
