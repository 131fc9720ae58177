package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/**
 * What the inventory's filters offer to choose from, by name: the tenant's own batches, groups, children and accounts. Reads the
 * names in the tables of pricing, groups, vendors, provisioning and tenancy.
 */
@Service
public class FilterOptions {

    private final TenantTransaction transactions;

    FilterOptions(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** A part of a longer list: names that contain a text, in order. */
    public record Slice(String text, int offset, int limit) {}

    /** What can be chosen from. */
    public enum Kind {
        PRICING_BATCH,
        GROUP,
        VENDOR_BATCH,
        /** Direct children: resellers and customers. */
        CHILD,
        /** Accounts: a customer's own by their ID; those of direct children behind the customer's name and a slash. */
        ACCOUNT
    }

    public List<Named> find(Actor actor, Kind kind, Slice slice) {
        return transactions.read(actor, context -> {
            var source = source(kind, context);
            return context.sql()
                    .select(source.id(), source.name())
                    .from(source.table())
                    .where(source.mine())
                    .and(source.name().containsIgnoreCase(slice.text()))
                    .orderBy(source.name(), source.id())
                    .offset(slice.offset())
                    .limit(slice.limit())
                    .fetch(Records.mapping(Named::new));
        });
    }

    /** Those of these ids that are the tenant's, with their names. */
    public List<Named> named(Actor actor, Kind kind, List<Integer> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return transactions.read(actor, context -> {
            var source = source(kind, context);
            return context.sql()
                    .select(source.id(), source.name())
                    .from(source.table())
                    .where(source.mine())
                    .and(source.id().in(ids))
                    .fetch(Records.mapping(Named::new));
        });
    }

    /** {@return the tenant's thing of this name, in whatever case} */
    public Optional<Named> byName(Actor actor, Kind kind, String name) {
        return transactions.read(actor, context -> {
            var source = source(kind, context);
            return context.sql()
                    .select(source.id(), source.name())
                    .from(source.table())
                    .where(source.mine())
                    .and(DSL.lower(source.name()).eq(DSL.lower(name.strip())))
                    .orderBy(source.id())
                    .limit(1)
                    .fetchOptional(Records.mapping(Named::new));
        });
    }

    private record Source(Table<?> table, Field<Integer> id, Field<String> name, Condition mine) {}

    private static Source source(Kind kind, TenantContext context) {
        return switch (kind) {
            case PRICING_BATCH ->
                new Source(
                        PRICING_BATCH,
                        PRICING_BATCH.ID,
                        PRICING_BATCH.NAME,
                        context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID));
            case GROUP ->
                new Source(
                        DID_GROUP,
                        DID_GROUP.ID,
                        DID_GROUP.NAME,
                        context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID));
            case VENDOR_BATCH ->
                new Source(
                        VENDOR_BATCH,
                        VENDOR_BATCH.ID,
                        VENDOR_BATCH.NAME,
                        context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID));
            case ACCOUNT ->
                new Source(
                        ACCOUNT.join(TENANT)
                                .on(TENANT.OPERATOR_ID.eq(ACCOUNT.OPERATOR_ID), TENANT.TENANT_ID.eq(ACCOUNT.TENANT_ID)),
                        ACCOUNT.ID,
                        DSL.when(ACCOUNT.TENANT_ID.eq(context.actor().tenantId()), ACCOUNT.ACCOUNT_ID)
                                .otherwise(TENANT.NAME.concat("/").concat(ACCOUNT.ACCOUNT_ID)),
                        ACCOUNT.OPERATOR_ID
                                .eq(context.actor().operatorId())
                                .and(TENANT.TENANT_ID
                                        .eq(context.actor().tenantId())
                                        .or(TENANT.PARENT_ID.eq(context.actor().tenantId()))));
            case CHILD ->
                new Source(TENANT, TENANT.TENANT_ID, TENANT.NAME, context.owns(TENANT.OPERATOR_ID, TENANT.PARENT_ID));
        };
    }
}
