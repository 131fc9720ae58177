package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.DID_HOLDING;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction, bound to one actor. Whoever has one may use the database; nobody else can.
 *
 * <p>Holds what was true when the transaction began: the tenant is active, the user is active and has these rights.
 */
public final class TenantContext {

    private final Actor actor;
    private final DSLContext sql;
    private final TenantFacts tenant;
    private final Role role;
    private final String login;
    private final Instant now;

    TenantContext(Actor actor, DSLContext sql, TenantFacts tenant, Role role, String login, Instant now) {
        this.actor = actor;
        this.sql = sql;
        this.tenant = tenant;
        this.role = role;
        this.login = login;
        this.now = now;
    }

    public Actor actor() {
        return actor;
    }

    /** {@return jOOQ on this transaction's connection; not to be used after the transaction} */
    public DSLContext sql() {
        return sql;
    }

    /** {@return the tenant acted for} */
    public TenantFacts tenant() {
        return tenant;
    }

    public Role role() {
        return role;
    }

    public Set<Right> rights() {
        return role.rights(actor.viewing());
    }

    public String login() {
        return login;
    }

    /** {@return the time of this transaction, by the injected clock: what "free", "aging" and "expired" are judged by} */
    public Instant now() {
        return now;
    }

    /**
     * @throws RightMissingException if the user may not do this
     */
    public void require(Right right) {
        if (!rights().contains(right)) {
            throw new RightMissingException(right);
        }
    }

    /**
     * The ownership predicate: the row belongs to the acting tenant. Every statement on a tenant's table says it;
     * row-level security says it once more.
     */
    public Condition owns(Field<Integer> operatorId, Field<Integer> tenantId) {
        return operatorId.eq(actor.operatorId()).and(tenantId.eq(actor.tenantId()));
    }

    /** {@return the ownership predicate of the inventory: the acting tenant's own holdings} */
    public Condition ownsHolding() {
        return owns(DID_HOLDING.OPERATOR_ID, DID_HOLDING.TENANT_ID);
    }

    /**
     * Names the operation for which numbers are about to change; without it, no number can change. History and
     * activity carry it.
     *
     * @param kind the operation's name, as in the API
     */
    public void begin(UUID operation, String kind) {
        sql.select(
                        setting("didstock.operation", operation.toString()),
                        setting("didstock.operation_kind", kind),
                        setting("didstock.login", login))
                .fetch();
    }

    private static Field<@Nullable String> setting(String name, String value) {
        return DSL.function("set_config", String.class, DSL.val(name), DSL.val(value), DSL.val(true));
    }

    /**
     * What a transaction knows of its tenant.
     *
     * @param parentId the tenant above; null for an operator
     * @param currency ISO 4217 code in which the tenant is billed
     * @param ownVendors whether it buys numbers from vendors itself
     */
    public record TenantFacts(
            TenantKind kind, @Nullable Integer parentId, String name, String currency, boolean ownVendors) {}
}
