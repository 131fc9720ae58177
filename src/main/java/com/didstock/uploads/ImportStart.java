package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.OPERATION;
import static com.didstock.db.didstock.Tables.UPLOAD;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.db.didstock.enums.UploadStatus;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.util.UUID;
import org.jooq.JSONB;

/** The beginning of an import: what is chosen for it, and the operation under which it is recorded. */
final class ImportStart {

    static final String KIND = "UPLOAD";

    /** The same of stock that was there before. */
    static final String KIND_EXISTING = "EXISTING_STOCK";

    private ImportStart() {}

    /**
     * Begins the import, or finds that it has begun: then only the first caller's choices count.
     *
     * @param stretch how many entries are imported in one transaction
     * @throws NotThereException if the tenant has no such upload
     * @throws UploadRefusedException if it was cancelled or refused, or the key names another operation
     */
    static void begin(TenantContext context, UUID upload, ImportChoices choices, int stretch, String operationKey) {
        var row = context.sql()
                .select(UPLOAD.STATUS, UPLOAD.FILE_NAME, UPLOAD.ROWS_VALID, UPLOAD.EXISTING_STOCK)
                .from(UPLOAD)
                .where(UploadStore.mine(context, upload))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("upload"));
        switch (row.value1()) {
            case IMPORTING, IMPORTED -> {}
            case STAGING, CANCELLED, FAILED -> throw new UploadRefusedException(Reason.CANCELLED);
            case CHECKED -> {
                if (row.value4() && choices.updates()) {
                    throw new UploadRefusedException(Reason.EXISTING_STOCK_STAYS);
                }
                requireNames(context, upload);
                var operation = UUID.randomUUID();
                record(context, operation, kind(row.value4()), upload, row.value2(), row.value3(), operationKey);
                context.sql()
                        .update(UPLOAD)
                        .set(UPLOAD.STATUS, UploadStatus.IMPORTING)
                        .set(UPLOAD.OPERATION_ID, operation)
                        .set(UPLOAD.RELEASE_AT_ONCE, choices.releaseAtOnce())
                        .set(UPLOAD.UPDATE_COLUMNS, columns(choices))
                        .set(UPLOAD.MOVE_BATCHES, choices.move())
                        .set(UPLOAD.STRETCH, stretch)
                        .set(UPLOAD.STARTED_BY, context.actor().userId())
                        .set(UPLOAD.WORKER_UNTIL, UploadStore.at(context.now().plus(UploadImports.LEASE)))
                        .where(UploadStore.mine(context, upload))
                        .execute();
            }
        }
    }

    static String[] columns(ImportChoices choices) {
        return choices.update().stream().map(Enum::name).sorted().toArray(String[]::new);
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
                        .where(batch.isNotNull()
                                .and(notExists(selectOne()
                                        .from(VENDOR_BATCH)
                                        .where(context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID))
                                        .and(VENDOR_BATCH.ID.eq(batch)))))
                        .or(label.isNotNull()
                                .and(notExists(selectOne()
                                        .from(DID_GROUP)
                                        .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                                        .and(DID_GROUP.ID.eq(label))))));
        if (gone) {
            throw new UploadRefusedException(Reason.NAMES_GONE);
        }
    }

    static String kind(boolean existingStock) {
        return existingStock ? KIND_EXISTING : KIND;
    }

    private static void record(
            TenantContext context,
            UUID operation,
            String kind,
            UUID upload,
            String fileName,
            int numbers,
            String operationKey) {
        var request = JSONB.valueOf(
                "{\"upload\":\"%s\",\"file\":\"%s\"}".formatted(upload, fileName.replaceAll("[\"\\\\]", "_")));
        var inserted = context.sql()
                .insertInto(OPERATION)
                .set(OPERATION.OPERATOR_ID, context.actor().operatorId())
                .set(OPERATION.TENANT_ID, context.actor().tenantId())
                .set(OPERATION.ID, operation)
                .set(OPERATION.KIND, kind)
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
}
