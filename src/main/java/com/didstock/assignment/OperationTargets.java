package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.EXCHANGE_RATE;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;

import com.didstock.db.didstock.enums.TenantStatus;
import com.didstock.inventory.ConvertedCost;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Record3;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What operations aim at. Reads the tables of pricing, groups, tenancy and inventory; writes none. */
final class OperationTargets {

    private OperationTargets() {}

    /** A batch, group or child as it was when it was looked at. */
    record Target(int id, String name, int version) {

        static Target of(Record3<Integer, String, Integer> row) {
            return new Target(row.value1(), row.value2(), row.value3());
        }
    }

    /**
     * The target of a request, held as it is until the transaction ends.
     *
     * @throws NotThereException if the tenant has no such thing
     */
    static @Nullable Target lock(TenantContext context, OperationRequest request, AccountUse accounts) {
        var sql = context.sql();
        return switch (request.kind().target()) {
            case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE -> null;
            case ACCOUNT -> {
                var account = accounts.lock(context, request.requireTarget());
                yield new Target(account.id(), account.name(), account.version());
            }
            case CHILD_OR_PROSPECT -> request.target() == null ? null : child(context, request.requireTarget());
            case PRICING_BATCH -> pricingBatch(context, request.requireTarget());
            case PRICING_BATCH_OR_OWN ->
                request.target() == null ? null : pricingBatch(context, request.requireTarget());
            case GROUP ->
                sql.select(DID_GROUP.ID, DID_GROUP.NAME, DID_GROUP.VERSION)
                        .from(DID_GROUP)
                        .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                        .and(DID_GROUP.ID.eq(request.requireTarget()))
                        .forShare()
                        .fetchOptional(Target::of)
                        .orElseThrow(() -> new NotThereException("DID group"));
            case VENDOR_BATCH -> vendorBatch(context, request.requireTarget());
            case CHILD -> child(context, request.requireTarget());
        };
    }

    private static Target pricingBatch(TenantContext context, int id) {
        return context.sql()
                .select(PRICING_BATCH.ID, PRICING_BATCH.NAME, PRICING_BATCH.VERSION)
                .from(PRICING_BATCH)
                .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                .and(PRICING_BATCH.ID.eq(id))
                .forShare()
                .fetchOptional(Target::of)
                .orElseThrow(() -> new NotThereException("pricing batch"));
    }

    private static Target vendorBatch(TenantContext context, int id) {
        return context.sql()
                .select(VENDOR_BATCH.ID, VENDOR_BATCH.NAME, VENDOR_BATCH.VERSION)
                .from(VENDOR_BATCH)
                .where(context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID))
                .and(VENDOR_BATCH.ID.eq(id))
                .forShare()
                .fetchOptional(Target::of)
                .orElseThrow(() -> new NotThereException("vendor batch"));
    }

    private static Target child(TenantContext context, int id) {
        return context.sql()
                .select(TENANT.TENANT_ID, TENANT.NAME, TENANT.VERSION)
                .from(TENANT)
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()))
                .and(TENANT.TENANT_ID.eq(id))
                .and(TENANT.STATUS.eq(TenantStatus.ACTIVE))
                .fetchOptional(Target::of)
                .orElseThrow(() -> new NotThereException("customer or reseller"));
    }

    /** The versions of pricing batches, held as they are until the transaction ends: prices follow from them. */
    static Map<Integer, Integer> lockVersions(TenantContext context, Collection<Integer> batches) {
        return context.sql()
                .select(PRICING_BATCH.ID, PRICING_BATCH.VERSION)
                .from(PRICING_BATCH)
                .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                .and(PRICING_BATCH.ID.in(batches))
                .orderBy(PRICING_BATCH.ID)
                .forShare()
                .fetchMap(PRICING_BATCH.ID, PRICING_BATCH.VERSION);
    }

    /** How many exchange rates the tenant prices by, or did: a rate is added and never changed. */
    static int rates(TenantContext context) {
        return context.sql()
                .selectCount()
                .from(EXCHANGE_RATE)
                .where(EXCHANGE_RATE.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(EXCHANGE_RATE.TENANT_ID.in(
                        context.actor().tenantId(), context.actor().operatorId()))
                .and(EXCHANGE_RATE.VALID_FROM.le(context.now().atOffset(ZoneOffset.UTC)))
                .fetchSingle()
                .value1();
    }

    /**
     * What these numbers will together be offered for a month in a batch; null if none can be priced by it. A cost in
     * another currency is converted first.
     */
    static @Nullable Offered offered(TenantContext context, int batchId, List<String> numbers) {
        var free = DSL.or(DID_HOLDING.FREE_OF_CHARGE.isTrue(), PRICING_BATCH.FREE_OF_CHARGE.isTrue());
        var cost = ConvertedCost.of(DID_HOLDING.RECURRING_COST, DID_HOLDING.CURRENCY, PRICING_BATCH.CURRENCY);
        var price = DSL.when(free, DSL.inline(BigDecimal.ZERO))
                .otherwise(DSL.function(
                        DSL.name("didstock", "recurring_price"),
                        SQLDataType.NUMERIC,
                        cost,
                        PRICING_BATCH.MARKUP_PERCENT,
                        PRICING_BATCH.RECURRING_FEE,
                        PRICING_BATCH.ROUNDING));
        return context.sql()
                .select(
                        PRICING_BATCH.CURRENCY,
                        DSL.sum(price),
                        DSL.count().filterWhere(DSL.not(free).and(price.lt(cost))))
                .from(DID_HOLDING)
                .join(PRICING_BATCH)
                .on(
                        PRICING_BATCH.OPERATOR_ID.eq(DID_HOLDING.OPERATOR_ID),
                        PRICING_BATCH.TENANT_ID.eq(DID_HOLDING.TENANT_ID),
                        PRICING_BATCH.ID.eq(batchId))
                .where(context.ownsHolding())
                .and(DID_HOLDING.NUMBER.eq(
                        DSL.any(DSL.val(numbers.toArray(String[]::new), SQLDataType.VARCHAR.array()))))
                .and(price.isNotNull())
                .groupBy(PRICING_BATCH.CURRENCY)
                .fetchOne(Records.mapping(Offered::new));
    }

    /** @param belowCost how many of them for less than they cost */
    record Offered(String currency, BigDecimal monthly, int belowCost) {}
}
