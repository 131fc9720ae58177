package com.didstock.oversight;

import static com.didstock.db.didstock.Tables.SUPPORT_GRANT;
import static com.didstock.db.didstock.Tables.SUPPORT_REFUSAL;
import static com.didstock.db.didstock.Tables.SUPPORT_VIEW;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A tenant lets its operator see the portal as the tenant does, for a time, or does not refuse what the operator's file
 * gives; the operator's administrators then view as it.
 * They read and change nothing, each view is recorded for both, and it is over when the grant is.
 */
@Service
public class SupportAccess {

    public static final int MOST_HOURS = 720;

    private static final int LISTED = 50;

    private final TenantTransaction transactions;

    SupportAccess(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * Lets the operator view as the actor's tenant from now on.
     *
     * @param hours for how long, 1 to {@value #MOST_HOURS}
     * @throws RefusedException if the time is not possible; see {@link SupportRefusal}
     * @throws NotThereException if the actor is the operator
     * @throws com.didstock.tenancy.RightMissingException if the user may not speak for its tenant
     */
    public SupportGrant give(Actor actor, int hours) {
        return transactions.write(actor, Right.VIEW, context -> {
            requireToSpeakForTenant(context);
            SupportRefusal.TIME_NOT_POSSIBLE.when(hours < 1 || hours > MOST_HOURS, 1, MOST_HOURS);
            var id = context.sql()
                    .insertInto(SUPPORT_GRANT)
                    .set(SUPPORT_GRANT.OPERATOR_ID, actor.operatorId())
                    .set(SUPPORT_GRANT.TENANT_ID, actor.tenantId())
                    .set(SUPPORT_GRANT.GIVEN_AT, time(context.now()))
                    .set(SUPPORT_GRANT.GIVEN_BY, context.login())
                    .set(SUPPORT_GRANT.UNTIL, time(context.now().plus(Duration.ofHours(hours))))
                    .returningResult(SUPPORT_GRANT.ID)
                    .fetchSingle()
                    .value1();
            return grants(context).stream()
                    .filter(grant -> grant.id() == id)
                    .findFirst()
                    .orElseThrow();
        });
    }

    /**
     * Takes a grant back; whoever views by it is shown out within seconds.
     *
     * @throws NotThereException if the tenant gave no such grant, or it is over
     * @throws com.didstock.tenancy.RightMissingException if the user may not speak for its tenant
     */
    public void revoke(Actor actor, int grantId) {
        transactions.write(actor, Right.VIEW, context -> {
            requireToSpeakForTenant(context);
            var standing = context.sql()
                    .update(SUPPORT_GRANT)
                    .set(SUPPORT_GRANT.REVOKED_AT, time(context.now()))
                    .set(SUPPORT_GRANT.REVOKED_BY, context.login())
                    .where(context.owns(SUPPORT_GRANT.OPERATOR_ID, SUPPORT_GRANT.TENANT_ID))
                    .and(SUPPORT_GRANT.ID.eq(grantId))
                    .and(SUPPORT_GRANT.REVOKED_AT.isNull())
                    .and(SUPPORT_GRANT.UNTIL.gt(time(context.now())))
                    .returningResult(SUPPORT_GRANT.STANDING)
                    .fetchOptional()
                    .orElseThrow(() -> new NotThereException("the support access"))
                    .value1();
            // Otherwise the operator would have another one by its file at once.
            if (standing) {
                refuse(context, true);
            }
            return grantId;
        });
    }

    /** {@return whether the operator's file lets the operator view as the actor's tenant, and whether that refuses} */
    public StandingSupport standing(Actor actor) {
        return transactions.read(
                actor,
                context -> new StandingSupport(
                        context.sql()
                                .select(DSL.function(DSL.name("didstock", "standing_support"), SQLDataType.BOOLEAN))
                                .fetchSingle()
                                .value1(),
                        context.sql()
                                .fetchExists(
                                        SUPPORT_REFUSAL,
                                        context.owns(SUPPORT_REFUSAL.OPERATOR_ID, SUPPORT_REFUSAL.TENANT_ID))));
    }

    /**
     * Refuses what the operator's file gives, which shows out whoever views by it; or no longer refuses it.
     *
     * @throws NotThereException if the actor is the operator
     * @throws com.didstock.tenancy.RightMissingException if the user may not speak for its tenant
     */
    public void refuseStanding(Actor actor, boolean refused) {
        transactions.write(actor, Right.VIEW, context -> {
            requireToSpeakForTenant(context);
            refuse(context, refused);
            return refused;
        });
    }

    private static void refuse(TenantContext context, boolean refused) {
        context.begin(UUID.randomUUID(), "SUPPORT_ACCESS");
        context.sql()
                .select(DSL.function(
                        DSL.name("didstock", "refuse_standing_support"),
                        SQLDataType.OTHER,
                        DSL.val(refused),
                        DSL.val(time(context.now()))))
                .fetch();
    }

    /** {@return the grants of the actor's tenant, the latest first} */
    public List<SupportGrant> grants(Actor actor) {
        return transactions.read(actor, SupportAccess::grants);
    }

    /** {@return who of the operator viewed as the actor's tenant, the latest first} */
    public List<SupportView> views(Actor actor) {
        return transactions.read(
                actor,
                context -> context.sql()
                        .select(SUPPORT_VIEW.LOGIN, SUPPORT_VIEW.STARTED_AT, SUPPORT_VIEW.ENDED_AT)
                        .from(SUPPORT_VIEW)
                        .where(context.owns(SUPPORT_VIEW.OPERATOR_ID, SUPPORT_VIEW.TENANT_ID))
                        .orderBy(SUPPORT_VIEW.STARTED_AT.desc(), SUPPORT_VIEW.ID.desc())
                        .limit(LISTED)
                        .fetch(row -> new SupportView(row.value1(), row.value2().toInstant(), instant(row.value3()))));
    }

    /**
     * Begins to view as a tenant below the operator. Recorded when this returns.
     *
     * @throws RefusedException if the tenant gives no grant, or there is no such tenant; see {@link SupportRefusal}
     * @throws NotThereException if the actor is no operator
     * @throws com.didstock.tenancy.RightMissingException if the user may not {@link Right#ADMINISTER}
     */
    public void begin(Actor actor, int tenantId) {
        transactions.write(actor, Right.ADMINISTER, context -> {
            if (context.tenant().kind() != TenantKind.OPERATOR || tenantId == actor.tenantId()) {
                throw new NotThereException("the tenant");
            }
            context.begin(UUID.randomUUID(), "VIEW_AS");
            var begun = called(context, "begin_view", SQLDataType.BOOLEAN, tenantId);
            if (!Boolean.TRUE.equals(begun)
                    && Boolean.TRUE.equals(called(context, "use_standing_support", SQLDataType.BOOLEAN, tenantId))) {
                begun = called(context, "begin_view", SQLDataType.BOOLEAN, tenantId);
            }
            SupportRefusal.NO_GRANT.when(!Boolean.TRUE.equals(begun));
            return tenantId;
        });
    }

    /**
     * Stops viewing as a tenant.
     *
     * @param actor of the operator, for itself again
     */
    public void end(Actor actor, int tenantId) {
        transactions.write(
                actor,
                Right.VIEW,
                context -> Objects.requireNonNull(called(context, "end_view", SQLDataType.BIGINT, tenantId)));
    }

    private static <T> @Nullable T called(TenantContext context, String function, DataType<T> type, int tenantId) {
        return context.sql()
                .select(DSL.function(
                        DSL.name("didstock", function), type, DSL.val(tenantId), DSL.val(time(context.now()))))
                .fetchSingle()
                .value1();
    }

    /** A customer has no administrator: whoever may give its numbers back speaks for it. */
    private static void requireToSpeakForTenant(TenantContext context) {
        switch (context.tenant().kind()) {
            case OPERATOR -> throw new NotThereException("the support access");
            case RESELLER -> context.require(Right.ADMINISTER);
            case CUSTOMER -> context.require(Right.RELEASE);
        }
    }

    private static List<SupportGrant> grants(TenantContext context) {
        return context.sql()
                .select(
                        SUPPORT_GRANT.ID,
                        SUPPORT_GRANT.GIVEN_AT,
                        SUPPORT_GRANT.GIVEN_BY,
                        SUPPORT_GRANT.UNTIL,
                        SUPPORT_GRANT.REVOKED_AT,
                        SUPPORT_GRANT.REVOKED_BY,
                        SUPPORT_GRANT.STANDING)
                .from(SUPPORT_GRANT)
                .where(context.owns(SUPPORT_GRANT.OPERATOR_ID, SUPPORT_GRANT.TENANT_ID))
                .orderBy(SUPPORT_GRANT.GIVEN_AT.desc(), SUPPORT_GRANT.ID)
                .limit(LISTED)
                .fetch(row -> new SupportGrant(
                        row.value1(),
                        row.value2().toInstant(),
                        row.value3(),
                        row.value4().toInstant(),
                        instant(row.value5()),
                        row.value6(),
                        row.value7()));
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
