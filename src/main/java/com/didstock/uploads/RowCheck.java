package com.didstock.uploads;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.NumberFacts;
import com.didstock.numbering.NumberRange;
import com.didstock.numbering.Reading;
import com.didstock.sheets.FormulaGuard;
import com.didstock.tables.TableFile.CellFault;
import com.didstock.tables.TableFile.Row;
import com.didstock.uploads.StagedNumber.Terms;
import com.didstock.uploads.UnknownNames.UnknownHolder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a row: its numbers with all that it says of them, or everything that is wrong with it. */
final class RowCheck {

    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_AREA = 120;
    private static final int LONGEST_NAME = 120;
    private static final int MOST_UNKNOWN = 50;
    private static final Set<String> YES = Set.of("y", "yes", "true", "1", "x", "on", "j", "ja", "wahr");
    private static final Set<String> NO = Set.of("n", "no", "false", "0", "off", "nein", "falsch");

    private final FileColumns columns;
    private final UploadOptions options;
    private final Stock stock;
    private final Instant now;
    private final Stock.@Nullable Batch usualBatch;

    /** Null unless the file is existing stock. */
    private final @Nullable ExistingStockCheck existing;

    private final Set<String> unknownBatches = new LinkedHashSet<>();
    private final Set<String> unknownGroups = new LinkedHashSet<>();

    private List<UploadProblem> problems = List.of();
    private List<UploadProblem> ifNew = List.of();

    RowCheck(FileColumns columns, UploadOptions options, Stock stock, Instant now) {
        this.columns = columns;
        this.options = options;
        this.stock = stock;
        this.now = now;
        this.existing =
                options.existingStock() ? new ExistingStockCheck(columns, options, stock, now, this::report) : null;
        this.usualBatch = options.vendorBatch() == null ? null : stock.vendorBatch(options.vendorBatch());
    }

    /**
     * Reads a row. Its numbers are handed over only if nothing is wrong with it.
     *
     * @return what is wrong; empty if nothing
     */
    List<UploadProblem> check(Row row, Consumer<StagedNumber> found) {
        problems = new ArrayList<>(0);
        ifNew = new ArrayList<>(0);
        if (row.cells().size() > columns.count()
                && row.cells().subList(columns.count(), row.cells().size()).stream()
                        .anyMatch(c -> !c.isEmpty())) {
            problems.add(new UploadProblem(
                    row.line(), "", "", ProblemCode.TOO_MANY_CELLS, List.of(String.valueOf(columns.count()))));
        }
        reportFaults(row);
        var numbers = numbers(row);
        var terms = terms(row);
        if (numbers != null && terms.existing() != null && terms.existing().holderId() != null) {
            checkPublic(row, numbers);
        }
        var country = country(row);
        var area = text(row, FileColumn.AREA, LONGEST_AREA, ProblemCode.AREA_TOO_LONG);
        if (country != null && numbers != null && problems.isEmpty()) {
            checkCountry(row, numbers, country);
        }
        if (numbers != null && problems.isEmpty()) {
            numbers.forEach(number -> found.accept(stage(number, terms, country, area)));
        } else {
            // Before it is known whether the number is new: all that may be wrong.
            ifNew.stream().filter(it -> !problems.contains(it)).forEach(problems::add);
        }
        return problems;
    }

    /** {@return names in the file, so far, that the tenant has nothing of; the first of them} */
    UnknownNames unknownNames() {
        var holders = existing == null
                ? List.<UnknownHolder>of()
                : existing.unknownHolders().entrySet().stream()
                        .map(it -> new UnknownHolder(it.getKey(), it.getValue()))
                        .toList();
        return new UnknownNames(List.copyOf(unknownBatches), List.copyOf(unknownGroups), holders);
    }

    private static void note(Set<String> unknown, String name) {
        if (unknown.size() < MOST_UNKNOWN && name.length() <= LONGEST_NAME) {
            unknown.add(name);
        }
    }

    private static StagedNumber stage(DidNumber number, Terms terms, @Nullable String country, String area) {
        var facts = NumberFacts.of(number);
        return new StagedNumber(
                number.digits(),
                // An internal number costs nobody in the tree anything.
                number.isInternal() && !Boolean.TRUE.equals(terms.freeOfCharge()) ? freeOfCharge(terms) : terms,
                country == null ? facts.country() : country.equals(CountryCheck.NONE) ? null : country,
                area.isEmpty() ? facts.area() : area,
                facts.type().name(),
                facts.numberClass().name(),
                country != null,
                !area.isEmpty());
    }

    private static Terms freeOfCharge(Terms terms) {
        return new Terms(
                terms.line(),
                terms.vendorBatchId(),
                terms.activationFee(),
                terms.periodicFee(),
                terms.description(),
                terms.released(),
                true,
                terms.groupId(),
                terms.frozen(),
                terms.ifNew(),
                terms.existing());
    }

    private @Nullable NumberRange numbers(Row row) {
        return switch (NumberRange.parse(columns.cell(row, FileColumn.NUMBER), options.defaultCountry())) {
            case Reading.Parsed(var range) -> range;
            case Reading.Refused(var reason, var arguments) -> {
                var all = Stream.concat(
                        Stream.of(reason.name()), arguments.stream().map(String::valueOf));
                report(row, FileColumn.NUMBER, ProblemCode.NUMBER_UNREADABLE, all.toList());
                yield null;
            }
        };
    }

    private Terms terms(Row row) {
        var batch = vendorBatch(row);
        // Whose currency it is, a blank does not say: then no fee may say one.
        var currency = batch != null ? batch.currency() : isBlank(row, FileColumn.VENDOR_BATCH) ? "" : null;
        var activation = fee(row, FileColumn.ACTIVATION_FEE, options.activationFee(), currency);
        var periodic = fee(row, FileColumn.PERIODIC_FEE, options.periodicFee(), currency);
        var description = text(row, FileColumn.DESCRIPTION, LONGEST_DESCRIPTION, ProblemCode.DESCRIPTION_TOO_LONG);
        var released = released(row);
        var free = yes(row, FileColumn.FREE_OF_CHARGE);
        var group = group(row);
        var frozen = yes(row, FileColumn.FROZEN);
        return new Terms(
                row.line(),
                batch == null ? null : batch.id(),
                activation,
                periodic,
                description.isEmpty() ? null : description,
                released,
                free,
                group,
                frozen,
                ifNew,
                existing == null ? null : existing.read(row));
    }

    private Stock.@Nullable Batch vendorBatch(Row row) {
        var name = columns.cell(row, FileColumn.VENDOR_BATCH);
        if (name.isEmpty()) {
            if (usualBatch == null) {
                missing(row, FileColumn.VENDOR_BATCH, ProblemCode.VENDOR_BATCH_MISSING);
            }
            return usualBatch;
        }
        var called = FormulaGuard.unguarded(name);
        var batch = stock.vendorBatch(options.batchNames().getOrDefault(called, called));
        if (batch == null) {
            note(unknownBatches, called);
            report(row, FileColumn.VENDOR_BATCH, ProblemCode.VENDOR_BATCH_UNKNOWN, List.of());
        }
        return batch;
    }

    private @Nullable Integer group(Row row) {
        var name = columns.cell(row, FileColumn.GROUP);
        if (name.isEmpty()) {
            return null;
        }
        var called = FormulaGuard.unguarded(name);
        var id = stock.group(called);
        if (id == null) {
            note(unknownGroups, called);
            report(row, FileColumn.GROUP, ProblemCode.GROUP_UNKNOWN, List.of());
        }
        return id;
    }

    private @Nullable BigDecimal fee(
            Row row, FileColumn column, @Nullable BigDecimal usual, @Nullable String currency) {
        var text = columns.cell(row, column);
        if (text.isEmpty()) {
            if (usual == null) {
                missing(row, column, ProblemCode.FEE_MISSING);
            }
            return usual;
        }
        return switch (Fees.read(text, currency)) {
            case Fees.Reading.Amount(var value) -> value;
            case Fees.Reading.Wrong(var code)
            when code == ProblemCode.FEE_CURRENCY && "".equals(currency) -> {
                if (problems.stream().noneMatch(it -> it.code() == ProblemCode.VENDOR_BATCH_MISSING)) {
                    report(row, FileColumn.VENDOR_BATCH, ProblemCode.VENDOR_BATCH_MISSING, List.of());
                }
                yield null;
            }
            case Fees.Reading.Wrong(var code) -> {
                var argument =
                        code == ProblemCode.FEE_CURRENCY ? String.valueOf(currency) : String.valueOf(Fees.PLACES);
                report(row, column, code, List.of(argument));
                yield null;
            }
        };
    }

    private String text(Row row, FileColumn column, int limit, ProblemCode tooLong) {
        var text = FormulaGuard.unguarded(columns.cell(row, column));
        if (text.length() > limit) {
            report(row, column, tooLong, List.of(String.valueOf(limit)));
        }
        return text;
    }

    private @Nullable Instant released(Row row) {
        var text = columns.cell(row, FileColumn.RELEASED);
        if (text.isEmpty()) {
            return null;
        }
        try {
            var released = FileTime.read(text, options.zone());
            if (!released.isBefore(now)) {
                report(row, FileColumn.RELEASED, ProblemCode.DATE_NOT_PAST, List.of());
            }
            return released;
        } catch (DateTimeException e) {
            report(row, FileColumn.RELEASED, ProblemCode.DATE_UNREADABLE, List.of());
            return null;
        }
    }

    private @Nullable Boolean yes(Row row, FileColumn column) {
        var text = columns.cell(row, column).toLowerCase(Locale.ROOT);
        if (YES.contains(text)) {
            return true;
        }
        if (text.isEmpty()) {
            return null;
        }
        if (!NO.contains(text)) {
            report(row, column, ProblemCode.YES_NO_UNREADABLE, List.of());
        }
        return false;
    }

    /** The country the row names; null: none, the number's own is taken. */
    private @Nullable String country(Row row) {
        var text = columns.cell(row, FileColumn.COUNTRY);
        if (text.isEmpty()) {
            return null;
        }
        var country = CountryCheck.read(text);
        if (country == null) {
            report(row, FileColumn.COUNTRY, ProblemCode.COUNTRY_UNKNOWN, List.of());
        }
        return country;
    }

    private void checkPublic(Row row, NumberRange numbers) {
        if (numbers.iterator().next().isInternal()) {
            report(row, FileColumn.HOLDER, ProblemCode.INTERNAL_WITH_HOLDER, List.of());
        }
    }

    private void checkCountry(Row row, NumberRange numbers, String country) {
        for (var number : numbers) {
            var facts = NumberFacts.of(number);
            if (CountryCheck.contradicts(facts, country)) {
                var own = String.valueOf(facts.country());
                report(row, FileColumn.COUNTRY, ProblemCode.COUNTRY_CONTRADICTS_NUMBER, List.of(number.digits(), own));
                return;
            }
        }
    }

    // What a spreadsheet could not say itself is reported as that, and no more is said of the cell.
    private void reportFaults(Row row) {
        for (var column : FileColumn.values()) {
            switch (fault(row, column)) {
                case NOT_CALCULATED -> add(row, column, ProblemCode.NOT_CALCULATED, List.of());
                case ERROR -> add(row, column, ProblemCode.FORMULA_ERROR, List.of());
                case null -> {
                    // A value, or nothing.
                }
            }
        }
    }

    private @Nullable CellFault fault(Row row, FileColumn column) {
        var place = columns.place(column);
        return place == null ? null : row.faults().get(place);
    }

    private void report(Row row, FileColumn column, ProblemCode code, List<String> arguments) {
        if (fault(row, column) == null) {
            add(row, column, code, arguments);
        }
    }

    private boolean isBlank(Row row, FileColumn column) {
        return columns.cell(row, column).isEmpty();
    }

    // A fault in the cell is said already, and no blank.
    private void missing(Row row, FileColumn column, ProblemCode code) {
        if (fault(row, column) == null) {
            ifNew.add(problem(row, column, code, List.of()));
        }
    }

    private void add(Row row, FileColumn column, ProblemCode code, List<String> arguments) {
        problems.add(problem(row, column, code, arguments));
    }

    private UploadProblem problem(Row row, FileColumn column, ProblemCode code, List<String> arguments) {
        return new UploadProblem(row.line(), columns.name(column), columns.cell(row, column), code, arguments);
    }
}
