package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.OPERATION;
import static com.didstock.db.didstock.Tables.OPERATION_CHUNK;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Operations that are planned for a day, as they are stored: what {@link OperationLog} keeps, with a day. */
@Component
class PlanLog {

    /** For so long is shown what became of a plan. */
    private static final Duration SHOWN = Duration.ofDays(30);

    private static final int MOST_SHOWN = 200;

    /** Of a plan for a child move: how its preview names those concerned. */
    private static final Field<String> TARGET =
            DSL.field("{0} #>> '{preview,targetName}'", String.class, OPERATION.REQUEST);

    private static final Field<Integer> MOVED =
            DSL.field("coalesce({0} #>> '{move,child}', {0} #>> '{move,from}')::int", Integer.class, OPERATION.REQUEST);

    private final JsonMapper json;

    PlanLog(JsonMapper json) {
        this.json = json;
    }

    /**
     * Makes a previewed operation one that is planned.
     *
     * @param children with which child each number is, in the order of the numbers; 0: that was not to be said
     */
    void plan(
            TenantContext context,
            UUID id,
            LocalDate day,
            Instant due,
            boolean belowCostMeant,
            List<Integer> children) {
        context.sql()
                .update(OPERATION)
                .set(OPERATION.STATUS, OperationStatus.PLANNED)
                .set(OPERATION.EFFECTIVE_ON, day)
                .set(OPERATION.DUE_AT, due.atOffset(ZoneOffset.UTC))
                .set(OPERATION.BELOW_COST_MEANT, belowCostMeant)
                .setNull(OPERATION.EXPIRES_AT)
                .where(is(context, id))
                .and(OPERATION.STATUS.eq(OperationStatus.PREVIEWED))
                .execute();
        context.sql()
                .update(OPERATION_CHUNK)
                .set(OPERATION_CHUNK.CHILD_IDS, children.toArray(Integer[]::new))
                .where(context.owns(OPERATION_CHUNK.OPERATOR_ID, OPERATION_CHUNK.TENANT_ID))
                .and(OPERATION_CHUNK.OPERATION_ID.eq(id))
                .execute();
    }

    /** {@return with which child each number was when it was planned} */
    List<Integer> children(TenantContext context, UUID id) {
        return context.sql()
                .select(OPERATION_CHUNK.CHILD_IDS)
                .from(OPERATION_CHUNK)
                .where(context.owns(OPERATION_CHUNK.OPERATOR_ID, OPERATION_CHUNK.TENANT_ID))
                .and(OPERATION_CHUNK.OPERATION_ID.eq(id))
                .and(OPERATION_CHUNK.CHUNK.eq(0))
                .fetchSingle(row -> Arrays.asList(row.value1()));
    }

    /** Plans the move of children. */
    UUID planMove(TenantContext context, ChildMovePreview preview, LocalDate day, Instant due) {
        var id = UUID.randomUUID();
        var actor = context.actor();
        context.sql()
                .insertInto(OPERATION)
                .set(OPERATION.OPERATOR_ID, actor.operatorId())
                .set(OPERATION.TENANT_ID, actor.tenantId())
                .set(OPERATION.ID, id)
                .set(OPERATION.KIND, Plan.MOVE)
                .set(OPERATION.STATUS, OperationStatus.PLANNED)
                .set(OPERATION.REQUEST, JSONB.valueOf(json.writeValueAsString(preview)))
                .set(OPERATION.USER_ID, actor.userId())
                .set(OPERATION.LOGIN, context.login())
                .set(OPERATION.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                .set(OPERATION.TARGET_ID, preview.move().to())
                .set(OPERATION.WOULD_CHANGE, preview.numbers())
                .set(OPERATION.EFFECTIVE_ON, day)
                .set(OPERATION.DUE_AT, due.atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    /**
     * A plan that is held until the transaction ends.
     *
     * @param move null if it is no move of children
     */
    record Held(
            OperationStatus status,
            String kind,
            boolean belowCostMeant,
            @Nullable ChildMove move) {}

    /**
     * Holds a plan: whoever cancels it and whoever carries it out wait for each other.
     *
     * @throws NotThereException if the tenant has no such plan
     */
    Held lock(TenantContext context, UUID id) {
        return context.sql()
                .select(OPERATION.STATUS, OPERATION.KIND, OPERATION.BELOW_COST_MEANT, OPERATION.REQUEST)
                .from(OPERATION)
                .where(is(context, id))
                .and(OPERATION.EFFECTIVE_ON.isNotNull())
                .forUpdate()
                .fetchOptional(row -> new Held(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        Plan.MOVE.equals(row.value2())
                                ? json.readValue(row.value4().data(), ChildMovePreview.class)
                                        .move()
                                : null))
                .orElseThrow(() -> new NotThereException("operation"));
    }

    void cancelled(TenantContext context, UUID id) {
        context.sql()
                .update(OPERATION)
                .set(OPERATION.STATUS, OperationStatus.CANCELLED)
                .set(OPERATION.OVER_AT, context.now().atOffset(ZoneOffset.UTC))
                .set(OPERATION.CANCELLED_BY, context.login())
                .where(is(context, id))
                .and(OPERATION.STATUS.eq(OperationStatus.PLANNED))
                .execute();
    }

    void moved(TenantContext context, UUID id, int numbers) {
        context.sql()
                .update(OPERATION)
                .set(OPERATION.STATUS, OperationStatus.APPLIED)
                .set(OPERATION.APPLIED_AT, context.now().atOffset(ZoneOffset.UTC))
                .set(OPERATION.CHANGED, numbers)
                .where(is(context, id))
                .and(OPERATION.STATUS.eq(OperationStatus.PLANNED))
                .execute();
    }

    /** {@return what is planned, by day, and then what became of plans lately, newest first} */
    List<Plan> list(TenantContext context) {
        var over = DSL.coalesce(OPERATION.APPLIED_AT, OPERATION.OVER_AT);
        return find(
                context,
                OPERATION
                        .STATUS
                        .eq(OperationStatus.PLANNED)
                        .or(over.ge(context.now().minus(SHOWN).atOffset(ZoneOffset.UTC))));
    }

    /** {@return the plan that this operation is, or null if it is none} */
    @Nullable
    Plan find(TenantContext context, UUID id) {
        var found = find(context, OPERATION.ID.eq(id));
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Plan> find(TenantContext context, Condition which) {
        var over = DSL.coalesce(OPERATION.APPLIED_AT, OPERATION.OVER_AT);
        var rows = context.sql()
                .select(
                        OPERATION.ID,
                        OPERATION.KIND,
                        OPERATION.EFFECTIVE_ON,
                        OPERATION.STATUS,
                        OPERATION.LOGIN,
                        OPERATION.CREATED_AT,
                        OPERATION.TARGET_ID,
                        TARGET.as("target_name"),
                        DSL.when(OPERATION.KIND.eq(Plan.MOVE), MOVED).as("moved"),
                        OPERATION.WOULD_CHANGE,
                        OPERATION.CHANGED,
                        over.as("over"),
                        OPERATION.CANCELLED_BY,
                        OPERATION.FAILURE)
                .from(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.EFFECTIVE_ON.isNotNull())
                .and(which)
                .orderBy(over.desc().nullsFirst(), OPERATION.EFFECTIVE_ON, OPERATION.CREATED_AT)
                .limit(MOST_SHOWN)
                .fetch();
        var names = names(context, rows);
        return rows.map(row -> plan(row, names));
    }

    private static Plan plan(Record row, Map<Integer, String> names) {
        var failure = row.get(OPERATION.FAILURE);
        var over = row.get("over", java.time.OffsetDateTime.class);
        var moved = row.get("moved", Integer.class);
        var target = row.get(OPERATION.TARGET_ID);
        return new Plan(
                row.get(OPERATION.ID),
                row.get(OPERATION.KIND),
                row.get(OPERATION.EFFECTIVE_ON),
                switch (row.get(OPERATION.STATUS)) {
                    case APPLIED -> Plan.State.DONE;
                    case CANCELLED -> Plan.State.CANCELLED;
                    case FAILED -> Plan.State.FAILED;
                    case PLANNED, PREVIEWED -> Plan.State.PLANNED;
                },
                row.get(OPERATION.LOGIN),
                row.get(OPERATION.CREATED_AT).toInstant(),
                moved == null ? row.get("target_name", String.class) : names.get(target),
                moved == null ? null : names.get(moved),
                row.get(OPERATION.WOULD_CHANGE),
                row.get(OPERATION.CHANGED),
                over == null ? null : over.toInstant(),
                row.get(OPERATION.CANCELLED_BY),
                failure == null ? null : Plan.Failure.valueOf(failure));
    }

    /** The names of those that a move concerns, as far as the reader is told them. */
    private static Map<Integer, String> names(TenantContext context, List<? extends Record> rows) {
        var wanted = new HashMap<Integer, String>();
        for (var row : rows) {
            if (row.get("moved", Integer.class) != null) {
                wanted.put(row.get("moved", Integer.class), "");
                wanted.put(row.get(OPERATION.TARGET_ID), "");
            }
        }
        return wanted.isEmpty()
                ? Map.of()
                : context.sql()
                        .select(TENANT.TENANT_ID, TENANT.NAME)
                        .from(TENANT)
                        .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                        .and(TENANT.TENANT_ID.in(wanted.keySet().stream()
                                .filter(Objects::nonNull)
                                .toList()))
                        .fetchMap(TENANT.TENANT_ID, TENANT.NAME);
    }

    private static Condition is(TenantContext context, UUID id) {
        return context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID).and(OPERATION.ID.eq(id));
    }
}
