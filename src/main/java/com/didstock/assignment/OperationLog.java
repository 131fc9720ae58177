package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.OPERATION;
import static com.didstock.db.didstock.Tables.OPERATION_CHUNK;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Operations as they are stored: previewed with their fixed selection, then applied with their result. */
@Component
class OperationLog {

    /** Takings from the offer and uploads are kept in the same table, in other forms. */
    private static final List<String> KINDS =
            Arrays.stream(OperationKind.values()).map(Enum::name).toList();

    private final JsonMapper json;

    OperationLog(JsonMapper json) {
        this.json = json;
    }

    /**
     * A stored operation.
     *
     * @param batchVersions the pricing batches that the preview's prices come from, and their versions then
     * @param belowCost how many numbers would go for less a month than they cost
     * @param rates how many exchange rates had begun to hold; rates are only ever added
     */
    record Stored(
            Preview preview,
            Map<Integer, Integer> batchVersions,
            @Nullable Integer targetVersion,
            int belowCost,
            int rates) {}

    /** A stored operation that is being worked on, and what came of it if that is so. */
    record Entry(
            Stored stored,
            OperationStatus status,
            boolean expired,
            @Nullable OperationResult result) {}

    /**
     * {@return whether it was saved: not, if there is an operation under this key}
     *
     * <p>Waits for another transaction that is just saving one.
     */
    boolean save(TenantContext context, Stored stored, Selection selection, @Nullable String key) {
        var actor = context.actor();
        var preview = stored.preview();
        var saved = context.sql()
                .insertInto(OPERATION)
                .set(OPERATION.OPERATOR_ID, actor.operatorId())
                .set(OPERATION.TENANT_ID, actor.tenantId())
                .set(OPERATION.ID, preview.id())
                .set(OPERATION.KIND, preview.request().kind().name())
                .set(OPERATION.STATUS, OperationStatus.PREVIEWED)
                .set(OPERATION.OPERATION_KEY, key)
                .set(OPERATION.REQUEST, JSONB.valueOf(json.writeValueAsString(stored)))
                .set(OPERATION.USER_ID, actor.userId())
                .set(OPERATION.LOGIN, context.login())
                .set(OPERATION.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                .set(OPERATION.EXPIRES_AT, preview.expiresAt().atOffset(ZoneOffset.UTC))
                .set(OPERATION.TARGET_ID, preview.request().target())
                .set(OPERATION.TARGET_VERSION, stored.targetVersion())
                .set(OPERATION.WOULD_CHANGE, preview.wouldChange())
                .onConflictDoNothing()
                .execute();
        if (saved == 0) {
            return false;
        }
        context.sql()
                .insertInto(OPERATION_CHUNK)
                .set(OPERATION_CHUNK.OPERATOR_ID, actor.operatorId())
                .set(OPERATION_CHUNK.TENANT_ID, actor.tenantId())
                .set(OPERATION_CHUNK.OPERATION_ID, preview.id())
                .set(OPERATION_CHUNK.CHUNK, 0)
                .set(OPERATION_CHUNK.NUMBERS, selection.numbers().toArray(String[]::new))
                .set(OPERATION_CHUNK.VERSIONS, selection.versions().toArray(Integer[]::new))
                .execute();
        return true;
    }

    /**
     * An operation, held until the transaction ends: a second request for it waits, and then finds the result.
     *
     * @throws NotThereException if the tenant has no such operation
     */
    Entry lock(TenantContext context, UUID id) {
        var row = context.sql()
                .select(OPERATION.REQUEST, OPERATION.STATUS, OPERATION.EXPIRES_AT, OPERATION.RESULT)
                .from(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(id))
                .and(OPERATION.KIND.in(KINDS))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("operation"));
        var expires = row.get(OPERATION.EXPIRES_AT);
        return new Entry(
                json.readValue(row.get(OPERATION.REQUEST).data(), Stored.class),
                row.get(OPERATION.STATUS),
                expires != null && !expires.toInstant().isAfter(context.now()),
                result(row.get(OPERATION.RESULT)));
    }

    /** {@return the operation that was asked for under this key, if there is one} */
    Optional<UUID> withKey(TenantContext context, String key) {
        return context.sql()
                .select(OPERATION.ID)
                .from(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.OPERATION_KEY.eq(key))
                .fetchOptional(OPERATION.ID);
    }

    Selection selection(TenantContext context, UUID id) {
        return context.sql()
                .select(OPERATION_CHUNK.NUMBERS, OPERATION_CHUNK.VERSIONS)
                .from(OPERATION_CHUNK)
                .where(context.owns(OPERATION_CHUNK.OPERATOR_ID, OPERATION_CHUNK.TENANT_ID))
                .and(OPERATION_CHUNK.OPERATION_ID.eq(id))
                .and(OPERATION_CHUNK.CHUNK.eq(0))
                .fetchSingle(row -> new Selection(Arrays.asList(row.value1()), Arrays.asList(row.value2())));
    }

    void applied(TenantContext context, OperationResult result) {
        context.sql()
                .update(OPERATION)
                .set(OPERATION.STATUS, OperationStatus.APPLIED)
                .set(OPERATION.APPLIED_AT, result.appliedAt().atOffset(ZoneOffset.UTC))
                .set(OPERATION.CHANGED, result.changed())
                .set(OPERATION.RESULT, JSONB.valueOf(json.writeValueAsString(result)))
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(result.id()))
                .and(OPERATION.STATUS.in(OperationStatus.PREVIEWED, OperationStatus.PLANNED))
                .execute();
    }

    /** Forgets previews that were never applied; their selections go with them. */
    void forgetExpired(TenantContext context, Instant before) {
        context.sql()
                .deleteFrom(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.STATUS.eq(OperationStatus.PREVIEWED))
                .and(OPERATION.EXPIRES_AT.lt(before.atOffset(ZoneOffset.UTC)))
                .execute();
    }

    private @Nullable OperationResult result(@Nullable JSONB stored) {
        return stored == null ? null : json.readValue(stored.data(), OperationResult.class);
    }
}
