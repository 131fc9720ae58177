package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.HOLDERS_BELOW;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.UPLOAD;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayAggDistinct;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import com.didstock.db.didstock.enums.TenantKind;
import com.didstock.db.didstock.enums.UploadStatus;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UnknownNames.UnknownHolder;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The uploads of a tenant, one row each; their lines and problems are in {@link UploadLines}. */
@Component
class UploadStore {

    private static final int LONGEST_FILE_NAME = 200;

    /** After this, what was read but never imported is out of date. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** After this, nobody is reading the file any more: the portal was stopped meanwhile. */
    private static final Duration LONGEST_READING = Duration.ofHours(12);

    /** {@return what a file of this tenant may name} */
    Stock stock(TenantContext context, boolean existingStock) {
        var batches = context.sql()
                .select(VENDOR_BATCH.NAME, VENDOR_BATCH.ID, VENDOR_BATCH.CURRENCY)
                .from(VENDOR_BATCH)
                .where(context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID))
                .fetch();
        var groups = context.sql()
                .select(DID_GROUP.NAME, DID_GROUP.ID)
                .from(DID_GROUP)
                .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                .fetch();
        return new Stock(
                byName(batches, Record3::value1, row -> new Stock.Batch(row.value2(), row.value3())),
                byName(groups, Record2::value1, Record2::value2),
                existingStock ? pricingBatches(context) : Map.of(),
                existingStock ? holders(context) : Holders.NONE);
    }

    private static Map<String, Integer> pricingBatches(TenantContext context) {
        var batches = context.sql()
                .select(PRICING_BATCH.NAME, PRICING_BATCH.ID)
                .from(PRICING_BATCH)
                .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                .fetch();
        return byName(batches, Record2::value1, Record2::value2);
    }

    // The function itself tells only of the bound tenant's tree, and only to whoever may load stock.
    private static Holders holders(TenantContext context) {
        return Holders.of(context.sql()
                .selectFrom(HOLDERS_BELOW.call())
                .fetch(row -> new Holders.Holder(
                        row.get(HOLDERS_BELOW.TENANT_ID),
                        List.of(row.get(HOLDERS_BELOW.NAMES)),
                        row.get(HOLDERS_BELOW.KIND) == TenantKind.CUSTOMER,
                        row.get(HOLDERS_BELOW.ACTIVE),
                        row.get(HOLDERS_BELOW.FIRST_CURRENCY))));
    }

    private static <R extends Record, T> Map<String, T> byName(
            Result<R> rows, Function<R, String> name, Function<R, T> thing) {
        return rows.stream()
                .collect(Collectors.toUnmodifiableMap(
                        row -> name.apply(row).strip().toLowerCase(Locale.ROOT), thing, (first, _) -> first));
    }

    UUID begin(TenantContext context, String fileName, List<String> unusedColumns, boolean existingStock) {
        var id = UUID.randomUUID();
        context.sql()
                .insertInto(UPLOAD)
                .set(UPLOAD.OPERATOR_ID, context.actor().operatorId())
                .set(UPLOAD.TENANT_ID, context.actor().tenantId())
                .set(UPLOAD.ID, id)
                .set(UPLOAD.FILE_NAME, plainName(fileName))
                .set(UPLOAD.STATUS, UploadStatus.STAGING)
                .set(UPLOAD.USER_ID, context.actor().userId())
                .set(UPLOAD.LOGIN, context.login())
                .set(UPLOAD.CREATED_AT, at(context.now()))
                .set(UPLOAD.UNUSED_COLUMNS, unusedColumns.toArray(String[]::new))
                .set(UPLOAD.EXISTING_STOCK, existingStock)
                .execute();
        return id;
    }

    /** The whole file is read; from now on it can be imported. */
    void finishReading(TenantContext context, UUID id, byte[] fingerprint, UnknownNames unknown) {
        var holders = unknown.holders();
        var changed = context.sql()
                .update(UPLOAD)
                .set(UPLOAD.STATUS, UploadStatus.CHECKED)
                .set(UPLOAD.FILE_HASH, fingerprint)
                .set(UPLOAD.UNKNOWN_VENDOR_BATCHES, unknown.vendorBatches().toArray(String[]::new))
                .set(UPLOAD.UNKNOWN_GROUPS, unknown.groups().toArray(String[]::new))
                .set(
                        UPLOAD.UNKNOWN_HOLDERS,
                        holders.stream().map(UnknownHolder::name).toArray(String[]::new))
                .set(
                        UPLOAD.UNKNOWN_HOLDER_ROWS,
                        holders.stream().map(UnknownHolder::rows).toArray(Integer[]::new))
                .set(UPLOAD.VENDOR_BATCH_IDS, namedBatches(context, id))
                .where(mine(context, id))
                .and(UPLOAD.STATUS.eq(UploadStatus.STAGING))
                .execute();
        if (changed != 1) {
            throw new UploadRefusedException(Reason.CANCELLED);
        }
    }

    /**
     * @throws NotThereException if the tenant has no such upload
     */
    UnknownNames unknownNames(TenantContext context, UUID id) {
        return context.sql()
                .select(
                        UPLOAD.UNKNOWN_VENDOR_BATCHES,
                        UPLOAD.UNKNOWN_GROUPS,
                        UPLOAD.UNKNOWN_HOLDERS,
                        UPLOAD.UNKNOWN_HOLDER_ROWS)
                .from(UPLOAD)
                .where(mine(context, id))
                .fetchOptional(row -> new UnknownNames(
                        List.of(row.value1()), List.of(row.value2()), unknownHolders(row.value3(), row.value4())))
                .orElseThrow(() -> new NotThereException("upload"));
    }

    private static List<UnknownHolder> unknownHolders(String[] names, Integer[] rows) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> new UnknownHolder(names[i], rows[i]))
                .toList();
    }

    private static Field<Integer[]> namedBatches(TenantContext context, UUID id) {
        return field(select(coalesce(arrayAggDistinct(UPLOAD_LINE.VENDOR_BATCH_ID), array(new Integer[0])))
                .from(UPLOAD_LINE)
                .where(context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID))
                .and(UPLOAD_LINE.UPLOAD_ID.eq(id))
                .and(UPLOAD_LINE.VENDOR_BATCH_ID.isNotNull()));
    }

    /** Keeps why a file was refused; a cancelled upload stays cancelled. */
    void fail(TenantContext context, UUID id, String reason, List<String> arguments) {
        context.sql()
                .update(UPLOAD)
                .set(UPLOAD.STATUS, UploadStatus.FAILED)
                .set(UPLOAD.FAILURE, reason)
                .set(UPLOAD.FAILURE_ARGUMENTS, arguments.toArray(String[]::new))
                .where(mine(context, id))
                .and(UPLOAD.STATUS.eq(UploadStatus.STAGING))
                .execute();
    }

    /**
     * Stops an upload that is not imported yet, or stops importing it where it is.
     *
     * @return whether there was anything to stop
     */
    boolean cancel(TenantContext context, UUID id) {
        UploadImports.awaitTurn(context, id, false);
        var cancelled = context.sql()
                .update(UPLOAD)
                .set(UPLOAD.STATUS, UploadStatus.CANCELLED)
                .where(mine(context, id))
                .and(UPLOAD.STATUS.in(UploadStatus.STAGING, UploadStatus.CHECKED, UploadStatus.IMPORTING))
                .returning(UPLOAD.OPERATION_ID)
                .fetchOne();
        if (cancelled != null && cancelled.get(UPLOAD.OPERATION_ID) != null) {
            UploadImports.finish(context, id, cancelled.get(UPLOAD.OPERATION_ID));
        }
        return cancelled != null;
    }

    /** {@return uploads that are over, or out of date, and still have lines; the out-of-date ones are ended} */
    List<UUID> endOld(TenantContext context) {
        var mine = context.owns(UPLOAD.OPERATOR_ID, UPLOAD.TENANT_ID);
        context.sql()
                .update(UPLOAD)
                .set(UPLOAD.STATUS, UploadStatus.CANCELLED)
                .where(mine)
                .and(UPLOAD.STATUS.eq(UploadStatus.CHECKED))
                .and(UPLOAD.CREATED_AT.lt(at(context.now().minus(KEPT))))
                .execute();
        context.sql()
                .update(UPLOAD)
                .set(UPLOAD.STATUS, UploadStatus.FAILED)
                .set(UPLOAD.FAILURE, Reason.INTERRUPTED.name())
                .where(mine)
                .and(UPLOAD.STATUS.eq(UploadStatus.STAGING))
                .and(UPLOAD.CREATED_AT.lt(at(context.now().minus(LONGEST_READING))))
                .execute();
        return context.sql()
                .select(UPLOAD.ID)
                .from(UPLOAD)
                .where(mine)
                .and(UPLOAD.STATUS.in(UploadStatus.CANCELLED, UploadStatus.FAILED))
                .andExists(select().from(UPLOAD_LINE)
                        .where(context.owns(UPLOAD_LINE.OPERATOR_ID, UPLOAD_LINE.TENANT_ID))
                        .and(UPLOAD_LINE.UPLOAD_ID.eq(UPLOAD.ID)))
                .fetch(UPLOAD.ID);
    }

    /**
     * @throws NotThereException if the tenant has no such upload
     */
    UploadReport find(TenantContext context, UUID id) {
        return context.sql()
                .select(UPLOAD.fields())
                .select(sameFile(context))
                .from(UPLOAD)
                .where(mine(context, id))
                .fetchOptional(UploadStore::report)
                .orElseThrow(() -> new NotThereException("upload"));
    }

    /** {@return the newest uploads first} */
    List<UploadReport> list(TenantContext context, int limit) {
        return context.sql()
                .select(UPLOAD.fields())
                .select(sameFile(context))
                .from(UPLOAD)
                .where(context.owns(UPLOAD.OPERATOR_ID, UPLOAD.TENANT_ID))
                .orderBy(UPLOAD.CREATED_AT.desc(), UPLOAD.ID)
                .limit(limit)
                .fetch(UploadStore::report);
    }

    // When another file of the very same content was imported last.
    private static Field<OffsetDateTime> sameFile(TenantContext context) {
        var other = UPLOAD.as("other");
        return select(max(other.IMPORTED_AT))
                .from(other)
                .where(context.owns(other.OPERATOR_ID, other.TENANT_ID))
                .and(other.FILE_HASH.eq(UPLOAD.FILE_HASH))
                .and(other.ID.ne(UPLOAD.ID))
                .and(other.STATUS.eq(UploadStatus.IMPORTED))
                .asField("same_file");
    }

    private static UploadReport report(Record row) {
        return new UploadReport(
                row.get(UPLOAD.ID),
                row.get(UPLOAD.FILE_NAME),
                UploadStage.valueOf(row.get(UPLOAD.STATUS).name()),
                row.get(UPLOAD.LOGIN),
                row.get(UPLOAD.CREATED_AT).toInstant(),
                instant(row.get(UPLOAD.IMPORTED_AT)),
                row.get(UPLOAD.ROWS_READ),
                row.get(UPLOAD.ROWS_REFUSED),
                row.get(UPLOAD.ROWS_VALID),
                row.get(UPLOAD.ROWS_KNOWN),
                row.get(UPLOAD.ROWS_REPEATED),
                row.get(UPLOAD.ROWS_IMPORTED),
                row.get(UPLOAD.ROWS_SKIPPED),
                row.get(UPLOAD.ROWS_UPDATED),
                row.get(UPLOAD.ROWS_UNCHANGED),
                row.get(UPLOAD.PROBLEMS),
                List.of(row.get(UPLOAD.VENDOR_BATCH_IDS)),
                List.of(row.get(UPLOAD.UNUSED_COLUMNS)),
                row.get(UPLOAD.ENTRIES),
                row.get(UPLOAD.NEXT_ENTRY),
                row.get(UPLOAD.RELEASE_AT_ONCE),
                row.get(UPLOAD.EXISTING_STOCK),
                instant(row.get("same_file", OffsetDateTime.class)),
                row.get(UPLOAD.FAILURE),
                List.of(row.get(UPLOAD.FAILURE_ARGUMENTS)));
    }

    static Condition mine(TenantContext context, UUID id) {
        return context.owns(UPLOAD.OPERATOR_ID, UPLOAD.TENANT_ID).and(UPLOAD.ID.eq(id));
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    // Some browsers send the whole path; nothing here ever opens a file by this name.
    private static String plainName(String name) {
        var plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return plain.length() > LONGEST_FILE_NAME ? plain.substring(0, LONGEST_FILE_NAME) : plain;
    }
}
