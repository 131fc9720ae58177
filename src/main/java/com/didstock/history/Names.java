package com.didstock.history;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.history.Thing.Kind;
import com.didstock.tenancy.TenantContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the reader calls the things that its history names, and how it may call those who did something. */
final class Names {

    private final int tenantId;
    private final Set<Integer> above;
    private final Map<Kind, Map<Integer, String>> names = new EnumMap<>(Kind.class);

    private Names(int tenantId, Set<Integer> above) {
        this.tenantId = tenantId;
        this.above = above;
    }

    static Names load(
            TenantContext context,
            Collection<@Nullable Integer> batches,
            Collection<@Nullable Integer> groups,
            Collection<@Nullable Integer> children) {
        var me = context.actor();
        var path = context.sql()
                .select(TENANT.PATH)
                .from(TENANT)
                .where(context.owns(TENANT.OPERATOR_ID, TENANT.TENANT_ID))
                .fetchSingle(TENANT.PATH);
        var names = new Names(me.tenantId(), Set.copyOf(Arrays.asList(path)));
        names.names.put(
                Kind.PRICING_BATCH,
                context.sql()
                        .select(PRICING_BATCH.ID, PRICING_BATCH.NAME)
                        .from(PRICING_BATCH)
                        .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                        .and(PRICING_BATCH.ID.in(known(batches)))
                        .fetchMap(PRICING_BATCH.ID, PRICING_BATCH.NAME));
        names.names.put(
                Kind.GROUP,
                context.sql()
                        .select(DID_GROUP.ID, DID_GROUP.NAME)
                        .from(DID_GROUP)
                        .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                        .and(DID_GROUP.ID.in(known(groups)))
                        .fetchMap(DID_GROUP.ID, DID_GROUP.NAME));
        names.names.put(
                Kind.CHILD,
                context.sql()
                        .select(TENANT.TENANT_ID, TENANT.NAME)
                        .from(TENANT)
                        .where(TENANT.OPERATOR_ID.eq(me.operatorId()))
                        .and(TENANT.PARENT_ID.eq(me.tenantId()))
                        .and(TENANT.TENANT_ID.in(known(children)))
                        .fetchMap(TENANT.TENANT_ID, TENANT.NAME));
        return names;
    }

    private static Set<Integer> known(Collection<@Nullable Integer> ids) {
        var known = new HashSet<Integer>();
        for (var id : ids) {
            if (id != null) {
                known.add(id);
            }
        }
        return known;
    }

    Thing thing(Kind kind, int id) {
        return new Thing(kind, id, of(kind).get(id));
    }

    Who who(int byTenant, @Nullable String login) {
        if (byTenant == tenantId) {
            return new Who.Own(login);
        }
        if (above.contains(byTenant)) {
            return new Who.Above();
        }
        var child = of(Kind.CHILD).get(byTenant);
        return child == null ? new Who.FurtherDown() : new Who.Child(byTenant, child);
    }

    private Map<Integer, String> of(Kind kind) {
        return Objects.requireNonNull(names.get(kind));
    }
}
