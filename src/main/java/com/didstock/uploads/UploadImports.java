package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.HISTORY;
import static com.didstock.db.didstock.Tables.OPERATION;
import static com.didstock.db.didstock.Tables.UPLOAD;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static com.didstock.db.didstock.Tables.UPLOAD_PROBLEM;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.db.didstock.enums.UploadStatus;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/**
 * Brings staged lines into stock, a stretch in each transaction, and keeps in the upload's row where it is: whoever goes
 * on after a stop begins there, and two who import at once take turns.
 */
@Component
class UploadImports {

    static final String KIND = "UPLOAD";

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
     * Begins the import, or finds that it has begun: then only the first caller's choices count.
     *
     * @throws NotThereException if the tenant has no such upload
     * @throws UploadRefusedException if it was cancelled or refused, or the key names another operation
     */
    void begin(TenantContext context, UUID upload, boolean releaseAtOnce, String operationKey) {
        var row = context.sql()
                .select(UPLOAD.STATUS, UPLOAD.FILE_NAME, UPLOAD.ROWS_VALID)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("upload"));
        switch (row.value1()) {
            case IMPORTING, IMPORTED -> {}
            case STAGING, CANCELLED, FAILED -> throw new UploadRefusedException(Reason.CANCELLED);
            case CHECKED -> {
                requireNames(context, upload);
                var operation = UUID.randomUUID();
                record(context, operation, upload, row.value2(), row.value3(), operationKey);
                context.sql()
                        .update(UPLOAD)
                        .set(UPLOAD.STATUS, UploadStatus.IMPORTING)
                        .set(UPLOAD.OPERATION_ID, operation)
                        .set(UPLOAD.RELEASE_AT_ONCE, releaseAtOnce)
                        .where(UploadStore.mine(context, upload))
                        .execute();
            }
        }
    }

    private static void requireNames(TenantContext context, UUID upload) {
        var named = selectDistinct(UPLOAD_LINE.VENDOR_BATCH_ID, UPLOAD_LINE.GROUP_ID)
                .from(UPLOAD_LINE)
                .where(context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID))
                .and(UPLOAD_LINE.UPLOAD_ID.eq(upload))
                .asTable("named", "batch", "label");
        var batch = field(name("named", "batch"), Integer.class);
        var label = field(name("named", "label"), Integer.class);
        boolean gone = context.sql()
                .fetchExists(selectOne()
                        .from(named)
                        .whereNotExists(selectOne()
                                .from(VENDOR_BATCH)
                                .where(context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID))
                                .and(VENDOR_BATCH.ID.eq(batch)))
                        .or(label.isNotNull()
                                .and(notExists(selectOne()
                                        .from(DID_GROUP)
                                        .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                                        .and(DID_GROUP.ID.eq(label))))));
        if (gone) {
            throw new UploadRefusedException(Reason.NAMES_GONE);
        }
    }

    private static void record(
            TenantContext context, UUID operation, UUID upload, String fileName, int numbers, String operationKey) {
        var request = JSONB.valueOf(
                "{\"upload\":\"%s\",\"file\":\"%s\"}".formatted(upload, fileName.replaceAll("[\"\\\\]", "_")));
        var inserted = context.sql()
                .insertInto(OPERATION)
                .set(OPERATION.OPERATOR_ID, context.actor().operatorId())
                .set(OPERATION.TENANT_ID, context.actor().tenantId())
                .set(OPERATION.ID, operation)
                .set(OPERATION.KIND, KIND)
                .set(OPERATION.STATUS, OperationStatus.PREVIEWED)
                .set(OPERATION.OPERATION_KEY, operationKey)
                .set(OPERATION.REQUEST, request)
                .set(OPERATION.USER_ID, context.actor().userId())
                .set(OPERATION.LOGIN, context.login())
                .set(OPERATION.CREATED_AT, UploadStore.at(context.now()))
                .set(OPERATION.WOULD_CHANGE, numbers)
                .onConflictDoNothing()
                .execute();
        if (inserted != 1) {
            throw new UploadRefusedException(Reason.KEY_USED);
        }
    }

    /** Imports the next stretch, if there is one and nobody stopped the import. */
    Step next(TenantContext context, UUID upload, int chunk, int storedProblems) {
        var row = context.sql()
                .select(
                        UPLOAD.STATUS,
                        UPLOAD.NEXT_ENTRY,
                        UPLOAD.ENTRIES,
                        UPLOAD.RELEASE_AT_ONCE,
                        UPLOAD.OPERATION_ID,
                        UPLOAD.PROBLEMS)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("upload"));
        int from = row.value2();
        int entries = row.value3();
        if (row.value1() != UploadStatus.IMPORTING) {
            return new Step(from, entries, true);
        }
        int to = Math.min(from + chunk, entries);
        var operation = Objects.requireNonNull(row.value5());
        int wanted = wanted(context, upload, from, to);
        int imported = 0;
        int skipped = 0;
        if (wanted > 0) {
            context.begin(operation, KIND);
            imported = bringIn(context, upload, from, to, row.value4());
            skipped = wanted - imported;
            if (skipped > 0) {
                reportSkipped(context, upload, operation, from, to, row.value6(), storedProblems);
            }
        }
        context.sql()
                .deleteFrom(UPLOAD_LINE)
                .where(stretch(context, upload, from, to))
                .execute();
        boolean over = to >= entries;
        context.sql()
                .update(UPLOAD)
                .set(UPLOAD.NEXT_ENTRY, to)
                .set(UPLOAD.ROWS_IMPORTED, UPLOAD.ROWS_IMPORTED.plus(imported))
                .set(UPLOAD.ROWS_SKIPPED, UPLOAD.ROWS_SKIPPED.plus(skipped))
                .set(UPLOAD.PROBLEMS, UPLOAD.PROBLEMS.plus(skipped))
                .set(UPLOAD.STATUS, over ? UploadStatus.IMPORTED : UploadStatus.IMPORTING)
                .set(UPLOAD.IMPORTED_AT, over ? UploadStore.at(context.now()) : null)
                .where(UploadStore.mine(context, upload))
                .execute();
        if (over) {
            finish(context, upload, operation);
        }
        return new Step(to, entries, over);
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

    private static int bringIn(TenantContext context, UUID upload, int from, int to, boolean release) {
        var imported = context.sql()
                .select(function(
                        name("didstock", "import_upload"),
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

    // What the import left alone has no history of it.
    private static void reportSkipped(
            TenantContext context, UUID upload, UUID operation, int from, int to, int problems, int storedProblems) {
        context.sql()
                .insertInto(
                        UPLOAD_PROBLEM,
                        UPLOAD_PROBLEM.OPERATOR_ID,
                        UPLOAD_PROBLEM.TENANT_ID,
                        UPLOAD_PROBLEM.UPLOAD_ID,
                        UPLOAD_PROBLEM.PROBLEM,
                        UPLOAD_PROBLEM.LINE,
                        UPLOAD_PROBLEM.COLUMN_NAME,
                        UPLOAD_PROBLEM.VALUE,
                        UPLOAD_PROBLEM.CODE)
                .select(select(
                                UPLOAD_LINE.OPERATOR_ID,
                                UPLOAD_LINE.TENANT_ID,
                                UPLOAD_LINE.UPLOAD_ID,
                                rowNumber().over().orderBy(UPLOAD_LINE.ENTRY).plus(problems - 1),
                                UPLOAD_LINE.LINE,
                                val(""),
                                UPLOAD_LINE.NUMBER,
                                val(ProblemCode.CAME_MEANWHILE.name()))
                        .from(UPLOAD_LINE)
                        .where(stretch(context, upload, from, to))
                        .and(UPLOAD_LINE.KNOWN.isFalse())
                        .andNotExists(selectOne()
                                .from(HISTORY)
                                .where(context.owns(HISTORY.OPERATOR_ID, HISTORY.TENANT_ID))
                                .and(HISTORY.OPERATION_ID.eq(operation))
                                .and(HISTORY.NUMBER.eq(UPLOAD_LINE.NUMBER)))
                        .orderBy(UPLOAD_LINE.ENTRY)
                        .limit(Math.max(0, storedProblems - problems)))
                .execute();
    }

    private static void finish(TenantContext context, UUID upload, UUID operation) {
        var imported = context.sql().select(UPLOAD.ROWS_IMPORTED).from(UPLOAD).where(UploadStore.mine(context, upload));
        context.sql()
                .update(OPERATION)
                .set(OPERATION.STATUS, OperationStatus.APPLIED)
                .set(OPERATION.APPLIED_AT, UploadStore.at(context.now()))
                .set(OPERATION.CHANGED, imported)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(operation))
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

    private static Condition stretch(TenantContext context, UUID upload, int from, int to) {
        return context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID)
                .and(UPLOAD_LINE.UPLOAD_ID.eq(upload))
                .and(UPLOAD_LINE.ENTRY.ge(from))
                .and(UPLOAD_LINE.ENTRY.lt(to));
    }
}
