package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.KNOWN_NUMBERS;
import static com.didstock.db.didstock.Tables.UPLOAD;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static com.didstock.db.didstock.Tables.UPLOAD_PROBLEM;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.UploadStatus;
import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lines of a file that can be imported, and what is wrong with the others. */
@Component
class UploadLines {

    /**
     * A column of the lines, with what it has of each entry.
     *
     * @param values an array in the order of the entries
     */
    record Column(Field<?> field, Field<?> values) {}

    /**
     * Stages a stretch of the file: what is in stock already is marked, and reported beside the other problems.
     *
     * @param existing what is done besides with existing stock; null of any other file
     * @param storedProblems how many problems an upload keeps; the rest is counted
     * @throws UploadRefusedException if the upload is not being read any more
     */
    void stage(
            TenantContext context,
            UUID upload,
            StagedChunk chunk,
            @Nullable ExistingStockLines existing,
            int storedProblems) {
        var places = context.sql()
                .select(UPLOAD.ENTRIES, UPLOAD.PROBLEMS)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .and(UPLOAD.STATUS.eq(UploadStatus.STAGING))
                .forUpdate()
                .fetchOne();
        if (places == null) {
            throw new UploadRefusedException(Reason.CANCELLED);
        }
        var known = known(context, chunk.numbers);
        var problems = new ArrayList<>(chunk.problems);
        var entries = new ArrayList<StagedNumber>(chunk.numbers.size());
        var refused = new TreeMap<Integer, List<UploadProblem>>();
        for (var entry : chunk.numbers) {
            if (known.contains(entry.number())) {
                problems.add(new UploadProblem(
                        entry.terms().line(), "", entry.number(), ProblemCode.ALREADY_IN_STOCK, List.of()));
                entries.add(entry);
            } else if (entry.terms().ifNew().isEmpty()) {
                entries.add(entry);
            } else {
                refused.put(entry.terms().line(), entry.terms().ifNew());
            }
        }
        insertLines(context, upload, entries, known, existing, places.value1());
        if (existing != null) {
            var wrong = existing.refused(context, upload, entries, places.value1());
            if (!wrong.isEmpty()) {
                // What is left is staged anew: no entry may be missing among them.
                UploadImports.deleteStretch(context, upload, places.value1(), places.value1() + entries.size());
                entries.removeIf(it -> wrong.containsKey(it.terms().line()) && !known.contains(it.number()));
                insertLines(context, upload, entries, known, existing, places.value1());
                wrong.forEach((line, problem) -> refused.put(line, List.of(problem)));
            }
        }
        refused.values().forEach(problems::addAll);
        problems.sort(Comparator.comparingInt(UploadProblem::line));
        int room = Math.max(0, storedProblems - places.value2());
        insertProblems(context, upload, problems.subList(0, Math.min(room, problems.size())), places.value2());
        context.sql()
                .update(UPLOAD)
                .set(UPLOAD.ENTRIES, UPLOAD.ENTRIES.plus(entries.size()))
                .set(UPLOAD.PROBLEMS, UPLOAD.PROBLEMS.plus(problems.size()))
                .set(UPLOAD.ROWS_READ, UPLOAD.ROWS_READ.plus(chunk.lines))
                .set(UPLOAD.ROWS_REFUSED, UPLOAD.ROWS_REFUSED.plus(chunk.refusedLines + refused.size()))
                .set(UPLOAD.ROWS_REPEATED, UPLOAD.ROWS_REPEATED.plus(chunk.repeated))
                .set(UPLOAD.ROWS_KNOWN, UPLOAD.ROWS_KNOWN.plus(known.size()))
                .set(UPLOAD.ROWS_VALID, UPLOAD.ROWS_VALID.plus(entries.size() - known.size()))
                .where(UploadStore.mine(context, upload))
                .execute();
    }

    private static Set<String> known(TenantContext context, List<StagedNumber> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        var found =
                KNOWN_NUMBERS.call(entries.stream().map(StagedNumber::number).toArray(String[]::new));
        return new HashSet<>(
                context.sql().select(found.KNOWN_NUMBERS_).from(found).fetch(found.KNOWN_NUMBERS_));
    }

    private static void insertLines(
            TenantContext context,
            UUID upload,
            List<StagedNumber> entries,
            Set<String> known,
            @Nullable ExistingStockLines existing,
            int firstEntry) {
        if (entries.isEmpty()) {
            return;
        }
        var columns = new ArrayList<>(columns(entries, known));
        if (existing != null) {
            columns.addAll(existing.columns(entries));
        }
        var fields = new ArrayList<Field<?>>(
                List.of(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID, UPLOAD_LINE.UPLOAD_ID, UPLOAD_LINE.ENTRY));
        var values = new ArrayList<Field<?>>(List.of(
                val(context.actor().operatorId()),
                val(context.actor().tenantId()),
                val(upload),
                field(name("n", "place"), Integer.class).plus(firstEntry - 1)));
        for (int place = 0; place < columns.size(); place++) {
            var column = columns.get(place).field();
            fields.add(column);
            values.add(field(name("n", "a" + place), column.getDataType()));
        }
        context.sql()
                .insertInto(UPLOAD_LINE, fields)
                .select(select(values).from(sideBySide(columns)))
                .execute();
    }

    // The DSL unnests one array at a time; side by side they are rows.
    private static Table<?> sideBySide(List<Column> columns) {
        var places = IntStream.range(0, columns.size()).boxed().toList();
        var arrays = places.stream().map("{%d}"::formatted).collect(Collectors.joining(", "));
        var names = places.stream().map("a%d"::formatted).collect(Collectors.joining(", "));
        return table(
                "unnest(%s) with ordinality as n (%s, place)".formatted(arrays, names),
                columns.stream().map(Column::values).toArray(Field[]::new));
    }

    private static List<Column> columns(List<StagedNumber> entries, Set<String> known) {
        return List.of(
                new Column(UPLOAD_LINE.LINE, array(entries, e -> e.terms().line(), Integer[]::new)),
                new Column(UPLOAD_LINE.NUMBER, array(entries, StagedNumber::number, String[]::new)),
                new Column(
                        UPLOAD_LINE.VENDOR_BATCH_ID,
                        array(entries, e -> e.terms().vendorBatchId(), Integer[]::new)),
                new Column(
                        UPLOAD_LINE.ACTIVATION_COST,
                        array(entries, e -> e.terms().activationFee(), BigDecimal[]::new)),
                new Column(
                        UPLOAD_LINE.RECURRING_COST,
                        array(entries, e -> e.terms().periodicFee(), BigDecimal[]::new)),
                new Column(
                        UPLOAD_LINE.DESCRIPTION, array(entries, e -> e.terms().description(), String[]::new)),
                new Column(
                        UPLOAD_LINE.RELEASED_AT,
                        array(entries, e -> moment(e.terms().released()), OffsetDateTime[]::new)),
                new Column(
                        UPLOAD_LINE.FREE_OF_CHARGE,
                        array(entries, e -> e.terms().freeOfCharge(), Boolean[]::new)),
                new Column(UPLOAD_LINE.COUNTRY, array(entries, StagedNumber::country, String[]::new)),
                new Column(UPLOAD_LINE.AREA, array(entries, StagedNumber::area, String[]::new)),
                new Column(UPLOAD_LINE.NUMBER_TYPE, array(entries, StagedNumber::type, String[]::new)),
                new Column(UPLOAD_LINE.NUMBER_CLASS, array(entries, StagedNumber::numberClass, String[]::new)),
                new Column(UPLOAD_LINE.GROUP_ID, array(entries, e -> e.terms().groupId(), Integer[]::new)),
                new Column(UPLOAD_LINE.FROZEN, array(entries, e -> e.terms().frozen(), Boolean[]::new)),
                new Column(UPLOAD_LINE.KNOWN, array(entries, e -> known.contains(e.number()), Boolean[]::new)),
                new Column(UPLOAD_LINE.SAYS_COUNTRY, array(entries, StagedNumber::saysCountry, Boolean[]::new)),
                new Column(UPLOAD_LINE.SAYS_AREA, array(entries, StagedNumber::saysArea, Boolean[]::new)));
    }

    private static void insertProblems(
            TenantContext context, UUID upload, List<UploadProblem> problems, int firstProblem) {
        if (problems.isEmpty()) {
            return;
        }
        var batch = context.sql()
                .batch(context.sql()
                        .insertInto(
                                UPLOAD_PROBLEM,
                                UPLOAD_PROBLEM.OPERATOR_ID,
                                UPLOAD_PROBLEM.TENANT_ID,
                                UPLOAD_PROBLEM.UPLOAD_ID,
                                UPLOAD_PROBLEM.PROBLEM,
                                UPLOAD_PROBLEM.LINE,
                                UPLOAD_PROBLEM.COLUMN_NAME,
                                UPLOAD_PROBLEM.VALUE,
                                UPLOAD_PROBLEM.CODE,
                                UPLOAD_PROBLEM.ARGUMENTS)
                        .values((Integer) null, null, null, null, null, null, null, null, null));
        int place = firstProblem;
        for (var problem : problems) {
            batch = batch.bind(
                    context.actor().operatorId(),
                    context.actor().tenantId(),
                    upload,
                    place++,
                    problem.line(),
                    problem.column(),
                    problem.value(),
                    problem.code().name(),
                    problem.arguments().toArray(String[]::new));
        }
        batch.execute();
    }

    /**
     * {@return problems in the order of the file}
     *
     * @param only of this kind; null for all
     * @param from how many of them to leave out
     */
    List<UploadProblem> problems(TenantContext context, UUID upload, @Nullable ProblemCode only, int from, int limit) {
        return context.sql()
                .select(
                        UPLOAD_PROBLEM.LINE,
                        UPLOAD_PROBLEM.COLUMN_NAME,
                        UPLOAD_PROBLEM.VALUE,
                        UPLOAD_PROBLEM.CODE,
                        UPLOAD_PROBLEM.ARGUMENTS)
                .from(UPLOAD_PROBLEM)
                .where(problemsOf(context, upload))
                // Counted on where all are wanted: a position in the key.
                .and(only == null ? UPLOAD_PROBLEM.PROBLEM.ge(from) : UPLOAD_PROBLEM.CODE.eq(only.name()))
                .orderBy(UPLOAD_PROBLEM.PROBLEM)
                .limit(limit)
                .offset(only == null ? 0 : from)
                .fetch(row -> new UploadProblem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        ProblemCode.valueOf(row.value4()),
                        List.of(row.value5())));
    }

    /** {@return how many problems of each kind are kept, the most frequent first} */
    SequencedMap<ProblemCode, Integer> problemKinds(TenantContext context, UUID upload) {
        var kinds = new LinkedHashMap<ProblemCode, Integer>();
        context.sql()
                .select(UPLOAD_PROBLEM.CODE, count())
                .from(UPLOAD_PROBLEM)
                .where(problemsOf(context, upload))
                .groupBy(UPLOAD_PROBLEM.CODE)
                .orderBy(count().desc(), UPLOAD_PROBLEM.CODE)
                .forEach(row -> kinds.put(ProblemCode.valueOf(row.value1()), row.value2()));
        return kinds;
    }

    private static Condition problemsOf(TenantContext context, UUID upload) {
        return context.owns(UPLOAD_PROBLEM.OPERATOR_ID, UPLOAD_PROBLEM.TENANT_ID)
                .and(UPLOAD_PROBLEM.UPLOAD_ID.eq(upload));
    }

    static <T> Field<@Nullable T[]> array(
            List<StagedNumber> entries, Function<StagedNumber, @Nullable T> value, IntFunction<@Nullable T[]> empty) {
        var values = empty.apply(entries.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(entries.get(i));
        }
        return val(values);
    }

    static @Nullable OffsetDateTime moment(@Nullable Instant moment) {
        return moment == null ? null : UploadStore.at(moment);
    }
}
