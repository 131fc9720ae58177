package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.OPERATION;
import static com.didstock.db.didstock.Tables.UPLOAD;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.generateSeries;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.db.didstock.enums.UploadStatus;
import com.didstock.groups.GroupRules;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings staged lines into stock, a stretch in each transaction. The lines of a stretch go with it: whoever goes on after
 * a stop finds those that are left, and two who import at once never the same.
 */
@Component
class UploadImports {

    /** So long after its last stretch an import is believed to be going on; then another node may take it over. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /**
     * How far an import is.
     *
     * @param gone entries gone through
     * @param staged entries in all
     */
    record Step(int gone, int staged, boolean over) {}

    /** Lets the database know how much stock there is now. */
    void refreshStatistics(TenantContext context) {
        context.sql()
                .select(function(name("didstock", "refresh_stock_statistics"), SQLDataType.OTHER))
                .fetch();
    }

    /**
     * Imports a stretch that nobody else is at, if there is one and nobody stopped the import. Two may do so at once: each
     * finds stretches of its own.
     */
    Step next(TenantContext context, UUID upload, int storedProblems) {
        // Two who build chains at once would wait for each other's tenants.
        awaitTurn(context, upload, !isExistingStock(context, upload));
        var plan = context.sql()
                .select(
                        UPLOAD.STATUS,
                        UPLOAD.NEXT_ENTRY,
                        UPLOAD.ENTRIES,
                        UPLOAD.STRETCH,
                        UPLOAD.RELEASE_AT_ONCE,
                        UPLOAD.UPDATE_COLUMNS,
                        UPLOAD.MOVE_BATCHES,
                        UPLOAD.EXISTING_STOCK,
                        UPLOAD.OPERATION_ID)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("upload"));
        int entries = plan.get(UPLOAD.ENTRIES);
        if (plan.get(UPLOAD.STATUS) != UploadStatus.IMPORTING) {
            return new Step(plan.get(UPLOAD.NEXT_ENTRY), entries, true);
        }
        int stretch = plan.get(UPLOAD.STRETCH);
        var free = entries == 0 ? Integer.valueOf(0) : claim(context, upload, entries, stretch);
        if (free == null) {
            return new Step(plan.get(UPLOAD.NEXT_ENTRY), entries, true);
        }
        int from = free;
        int to = Math.min(from + stretch, entries);
        var operation = Objects.requireNonNull(plan.get(UPLOAD.OPERATION_ID));
        var columns = plan.get(UPLOAD.UPDATE_COLUMNS);
        boolean move = plan.get(UPLOAD.MOVE_BATCHES);
        boolean existing = plan.get(UPLOAD.EXISTING_STOCK);
        var done = new Done(wanted(context, upload, from, to));
        if (done.wanted > 0 || columns.length > 0 || move) {
            context.begin(operation, ImportStart.kind(existing));
        }
        if (done.wanted > 0) {
            labelByRules(context, upload, from, to);
            done.imported = bringIn(
                    context,
                    existing ? "import_existing_stock" : "import_upload",
                    upload,
                    from,
                    to,
                    plan.get(UPLOAD.RELEASE_AT_ONCE));
            if (done.skipped() > 0) {
                SkippedLines.report(
                        context, upload, operation, existing, from, to, problems(context, upload), storedProblems);
            }
        }
        if (columns.length > 0 || move) {
            update(context, upload, from, to, columns, move, done, storedProblems);
        }
        context.sql()
                .deleteFrom(UPLOAD_LINE)
                .where(stretch(context, upload, from, to))
                .execute();
        return finishStretch(context, upload, operation, to - from, done);
    }

    private static boolean isExistingStock(TenantContext context, UUID upload) {
        return context.sql()
                .select(UPLOAD.EXISTING_STOCK)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .fetchOptional(UPLOAD.EXISTING_STOCK)
                .orElseThrow(() -> new NotThereException("upload"));
    }

    /** What came of a stretch. */
    private static final class Done {
        final int wanted;
        int imported;
        int updated;
        int unchanged;
        int refused;

        Done(int wanted) {
            this.wanted = wanted;
        }

        int skipped() {
            return wanted - imported;
        }
    }

    // A stretch is there as long as its first line is; whoever locks that one has the stretch.
    private static @Nullable Integer claim(TenantContext context, UUID upload, int entries, int stretch) {
        var starts = generateSeries(val(0), val(entries - 1), val(stretch)).as("starts", "first");
        var first = field(name("starts", "first"), Integer.class);
        return context.sql()
                .select(UPLOAD_LINE.ENTRY)
                .from(starts)
                .join(UPLOAD_LINE)
                .on(UPLOAD_LINE.ENTRY.eq(first))
                .where(context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID))
                .and(UPLOAD_LINE.UPLOAD_ID.eq(upload))
                .orderBy(first)
                .limit(1)
                .forUpdate()
                .of(UPLOAD_LINE)
                .skipLocked()
                .fetchOne(UPLOAD_LINE.ENTRY);
    }

    /**
     * Whoever imports shares the turn with others that do; whoever cancels waits for the end of the stretches they are at,
     * and is let in before the next.
     */
    static void awaitTurn(TenantContext context, UUID upload, boolean shared) {
        context.sql()
                .select(function(
                        shared ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock",
                        SQLDataType.OTHER,
                        val(upload.getMostSignificantBits() ^ upload.getLeastSignificantBits())))
                .fetch();
    }

    private static Step finishStretch(TenantContext context, UUID upload, UUID operation, int gone, Done done) {
        var after = context.sql()
                .update(UPLOAD)
                .set(UPLOAD.NEXT_ENTRY, UPLOAD.NEXT_ENTRY.plus(gone))
                .set(UPLOAD.ROWS_IMPORTED, UPLOAD.ROWS_IMPORTED.plus(done.imported))
                .set(UPLOAD.ROWS_SKIPPED, UPLOAD.ROWS_SKIPPED.plus(done.skipped()))
                .set(UPLOAD.ROWS_UPDATED, UPLOAD.ROWS_UPDATED.plus(done.updated))
                .set(UPLOAD.ROWS_UNCHANGED, UPLOAD.ROWS_UNCHANGED.plus(done.unchanged))
                .set(UPLOAD.PROBLEMS, UPLOAD.PROBLEMS.plus(done.skipped() + done.refused))
                .set(UPLOAD.WORKER_UNTIL, UploadStore.at(context.now().plus(LEASE)))
                .set(UPLOAD.ATTEMPTS, 0)
                .where(UploadStore.mine(context, upload))
                .returning(UPLOAD.NEXT_ENTRY, UPLOAD.ENTRIES)
                .fetchSingle();
        boolean over = after.get(UPLOAD.NEXT_ENTRY) >= after.get(UPLOAD.ENTRIES);
        if (over) {
            context.sql()
                    .update(UPLOAD)
                    .set(UPLOAD.STATUS, UploadStatus.IMPORTED)
                    .set(UPLOAD.IMPORTED_AT, UploadStore.at(context.now()))
                    .where(UploadStore.mine(context, upload))
                    .execute();
            finish(context, upload, operation);
        }
        return new Step(after.get(UPLOAD.NEXT_ENTRY), after.get(UPLOAD.ENTRIES), over);
    }

    private static void update(
            TenantContext context,
            UUID upload,
            int from,
            int to,
            String[] columns,
            boolean move,
            Done done,
            int storedProblems) {
        var counts = UploadUpdates.weigh(context, upload, from, to, columns, move);
        done.refused = counts.refused();
        done.updated = counts.changed() == 0 ? 0 : UploadUpdates.apply(context, upload, from, to, columns, move);
        done.unchanged = counts.unchanged() + counts.changed() - done.updated;
        if (counts.refused() > 0) {
            int problems = problems(context, upload) + done.skipped();
            UploadUpdates.reportRefused(context, upload, from, to, columns, move, problems, storedProblems);
        }
    }

    // Held until the end: problems of two stretches must not take the same places.
    private static int problems(TenantContext context, UUID upload) {
        return context.sql()
                .select(UPLOAD.PROBLEMS)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .forUpdate()
                .fetchSingle()
                .value1();
    }

    private static int wanted(TenantContext context, UUID upload, int from, int to) {
        return context.sql()
                .select(count())
                .from(UPLOAD_LINE)
                .where(stretch(context, upload, from, to))
                .and(UPLOAD_LINE.KNOWN.isFalse())
                .fetchSingle()
                .value1();
    }

    /** The tenant's rules say the group where the file says none. */
    static void labelByRules(TenantContext context, UUID upload, int from, int to) {
        if (!GroupRules.holdGroups(context)) {
            return;
        }
        context.sql()
                .update(UPLOAD_LINE)
                .set(
                        UPLOAD_LINE.GROUP_ID,
                        GroupRules.groupOf(
                                context,
                                UPLOAD_LINE.NUMBER,
                                UPLOAD_LINE.COUNTRY,
                                UPLOAD_LINE.NUMBER_TYPE,
                                UPLOAD_LINE.NUMBER_CLASS))
                .where(stretch(context, upload, from, to))
                .and(UPLOAD_LINE.KNOWN.isFalse())
                .and(UPLOAD_LINE.GROUP_ID.isNull())
                .execute();
    }

    private static int bringIn(TenantContext context, String function, UUID upload, int from, int to, boolean release) {
        var imported = context.sql()
                .select(function(
                        name("didstock", function),
                        SQLDataType.BIGINT,
                        val(upload),
                        val(from),
                        val(to),
                        val(release),
                        val(UploadStore.at(context.now()))))
                .fetchSingle()
                .value1();
        return imported.intValue();
    }

    /** Closes the operation of an import that goes no further. */
    static void finish(TenantContext context, UUID upload, UUID operation) {
        var imported = context.sql()
                .select(UPLOAD.ROWS_IMPORTED.plus(UPLOAD.ROWS_UPDATED))
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload));
        context.sql()
                .update(OPERATION)
                .set(OPERATION.STATUS, OperationStatus.APPLIED)
                .set(OPERATION.APPLIED_AT, UploadStore.at(context.now()))
                .set(OPERATION.CHANGED, imported)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(operation))
                .execute();
    }

    static void deleteStretch(TenantContext context, UUID upload, int from, int to) {
        context.sql()
                .deleteFrom(UPLOAD_LINE)
                .where(stretch(context, upload, from, to))
                .execute();
    }

    /** Deletes the first of an upload's lines that are left. {@return how many} */
    int deleteLines(TenantContext context, UUID upload, int limit) {
        var first = context.sql()
                .select(min(UPLOAD_LINE.ENTRY))
                .from(UPLOAD_LINE)
                .where(context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID))
                .and(UPLOAD_LINE.UPLOAD_ID.eq(upload))
                .fetchSingle()
                .value1();
        // A stretch of the key: on a table filled a moment ago the planner knows nothing, and any cleverer way is slow.
        return first == null
                ? 0
                : context.sql()
                        .deleteFrom(UPLOAD_LINE)
                        .where(stretch(context, upload, first, first + limit))
                        .execute();
    }

    static Condition stretch(TenantContext context, UUID upload, int from, int to) {
        return context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID)
                .and(UPLOAD_LINE.UPLOAD_ID.eq(upload))
                .and(UPLOAD_LINE.ENTRY.ge(from))
                .and(UPLOAD_LINE.ENTRY.lt(to));
    }
}
