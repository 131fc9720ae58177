package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.ASSIGNED_BATCH;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.VENDOR;

import com.didstock.db.didstock.enums.BatchAudience;
import com.didstock.inventory.ConvertedCost;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.TenantContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The acting tenant's pricing batches in the database. */
final class BatchTable {

    private static final SelectField<?>[] COLUMNS = {
        PRICING_BATCH.ID,
        PRICING_BATCH.VERSION,
        PRICING_BATCH.NAME,
        PRICING_BATCH.APPLIED_TO,
        PRICING_BATCH.TYPE,
        PRICING_BATCH.ON_DEMAND_VENDOR_ID,
        PRICING_BATCH.FREE_OF_CHARGE,
        PRICING_BATCH.CURRENCY,
        PRICING_BATCH.ACTIVATION_FEE,
        PRICING_BATCH.RECURRING_FEE,
        PRICING_BATCH.MARKUP_PERCENT,
        PRICING_BATCH.ROUNDING,
        PRICING_BATCH.DESCRIPTION
    };

    private BatchTable() {}

    static List<PricingBatch> all(TenantContext context) {
        return context.sql()
                .select(COLUMNS)
                .from(PRICING_BATCH)
                .where(owned(context))
                .orderBy(DSL.lower(PRICING_BATCH.NAME), PRICING_BATCH.ID)
                .fetch(BatchTable::batch);
    }

    static Optional<PricingBatch> find(TenantContext context, Condition which) {
        return context.sql()
                .select(COLUMNS)
                .from(PRICING_BATCH)
                .where(owned(context))
                .and(which)
                .fetchOptional(BatchTable::batch);
    }

    /**
     * A batch nobody can use for anything until the transaction ends: putting a number into it or assigning it waits.
     *
     * @throws NotThereException if the tenant has no such batch
     */
    static PricingBatch lock(TenantContext context, int id) {
        return context.sql()
                .select(COLUMNS)
                .from(PRICING_BATCH)
                .where(owned(context))
                .and(PRICING_BATCH.ID.eq(id))
                .forUpdate()
                .fetchOptional(BatchTable::batch)
                .orElseThrow(() -> new NotThereException("pricing batch"));
    }

    static PricingBatch insert(TenantContext context, BatchTerms terms) {
        try {
            return context.sql()
                    .insertInto(PRICING_BATCH)
                    .set(PRICING_BATCH.OPERATOR_ID, context.actor().operatorId())
                    .set(PRICING_BATCH.TENANT_ID, context.actor().tenantId())
                    .set(values(terms))
                    .returningResult(COLUMNS)
                    .fetchSingle(BatchTable::batch);
        } catch (IntegrityConstraintViolationException violated) {
            throw explained(violated);
        }
    }

    static PricingBatch update(TenantContext context, PricingBatch before, BatchTerms terms) {
        try {
            return context.sql()
                    .update(PRICING_BATCH)
                    .set(values(terms))
                    .set(PRICING_BATCH.VERSION, PRICING_BATCH.VERSION.plus(1))
                    .where(owned(context))
                    .and(PRICING_BATCH.ID.eq(before.id()))
                    .and(PRICING_BATCH.VERSION.eq(before.version()))
                    .returningResult(COLUMNS)
                    .fetchSingle(BatchTable::batch);
        } catch (IntegrityConstraintViolationException violated) {
            throw explained(violated);
        }
    }

    static void delete(TenantContext context, int id) {
        context.sql()
                .deleteFrom(PRICING_BATCH)
                .where(owned(context))
                .and(PRICING_BATCH.ID.eq(id))
                .execute();
    }

    static int numbersIn(TenantContext context, int id, boolean onlyGiven) {
        return context.sql()
                .selectCount()
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(DID_HOLDING.PRICING_BATCH_ID.eq(id))
                .and(onlyGiven ? DID_HOLDING.CHILD_ID.isNotNull() : DSL.noCondition())
                .fetchSingle()
                .value1();
    }

    /** How many numbers of a batch, not given out, would be offered by these terms for less a month than they cost. */
    static int belowCost(TenantContext context, int id, BatchTerms terms) {
        if (terms.freeOfCharge()) {
            return 0;
        }
        var cost = ConvertedCost.of(
                DID_HOLDING.RECURRING_COST, DID_HOLDING.CURRENCY, DSL.val(terms.currency(), PRICING_BATCH.CURRENCY));
        var price = DSL.function(
                DSL.name("didstock", "recurring_price"),
                SQLDataType.NUMERIC,
                cost,
                DSL.val(terms.markupPercent()),
                DSL.val(terms.recurringFee()),
                DSL.val(Objects.requireNonNull(terms.rounding())));
        return context.sql()
                .selectCount()
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(DID_HOLDING.PRICING_BATCH_ID.eq(id))
                .and(DID_HOLDING.CHILD_ID.isNull())
                .and(DID_HOLDING.FREE_OF_CHARGE.isFalse())
                .and(price.lt(cost))
                .fetchSingle()
                .value1();
    }

    /** Names of the children a batch is assigned to. */
    static List<String> assignedTo(TenantContext context, int id) {
        return assignedNames(context, ASSIGNED_BATCH.PRICING_BATCH_ID.eq(id)).getOrDefault(id, List.of());
    }

    /** Names of the children each batch is assigned to. */
    static Map<Integer, List<String>> assignedNames(TenantContext context, Condition which) {
        return context.sql()
                .select(ASSIGNED_BATCH.PRICING_BATCH_ID, TENANT.NAME)
                .from(ASSIGNED_BATCH)
                .join(TENANT)
                .on(
                        TENANT.OPERATOR_ID.eq(ASSIGNED_BATCH.OPERATOR_ID),
                        TENANT.PARENT_ID.eq(ASSIGNED_BATCH.TENANT_ID),
                        TENANT.TENANT_ID.eq(ASSIGNED_BATCH.CHILD_ID))
                .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                .and(which)
                .orderBy(DSL.lower(TENANT.NAME))
                .fetchGroups(ASSIGNED_BATCH.PRICING_BATCH_ID, TENANT.NAME);
    }

    static Map<Integer, String> vendorNames(TenantContext context) {
        return context.sql()
                .select(VENDOR.ID, VENDOR.NAME)
                .from(VENDOR)
                .where(context.owns(VENDOR.OPERATOR_ID, VENDOR.TENANT_ID))
                .fetchMap(VENDOR.ID, VENDOR.NAME);
    }

    static Condition owned(TenantContext context) {
        return context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID);
    }

    static PricingBatch batch(Record row) {
        return new PricingBatch(
                row.get(PRICING_BATCH.ID),
                row.get(PRICING_BATCH.VERSION),
                new BatchTerms(
                        row.get(PRICING_BATCH.NAME),
                        AppliedTo.valueOf(row.get(PRICING_BATCH.APPLIED_TO).name()),
                        BatchType.valueOf(row.get(PRICING_BATCH.TYPE).name()),
                        row.get(PRICING_BATCH.ON_DEMAND_VENDOR_ID),
                        row.get(PRICING_BATCH.FREE_OF_CHARGE),
                        row.get(PRICING_BATCH.CURRENCY),
                        row.get(PRICING_BATCH.ACTIVATION_FEE),
                        row.get(PRICING_BATCH.RECURRING_FEE),
                        row.get(PRICING_BATCH.MARKUP_PERCENT),
                        row.get(PRICING_BATCH.ROUNDING).intValue(),
                        row.get(PRICING_BATCH.DESCRIPTION)));
    }

    private static Map<Field<?>, @Nullable Object> values(BatchTerms terms) {
        var values = new java.util.HashMap<Field<?>, @Nullable Object>();
        values.put(PRICING_BATCH.NAME, terms.name());
        values.put(
                PRICING_BATCH.APPLIED_TO,
                BatchAudience.valueOf(terms.appliedTo().name()));
        values.put(
                PRICING_BATCH.TYPE,
                com.didstock.db.didstock.enums.BatchType.valueOf(terms.type().name()));
        values.put(PRICING_BATCH.ON_DEMAND_VENDOR_ID, terms.onDemandVendor());
        values.put(PRICING_BATCH.FREE_OF_CHARGE, terms.freeOfCharge());
        values.put(PRICING_BATCH.CURRENCY, terms.currency());
        values.put(PRICING_BATCH.ACTIVATION_FEE, terms.activationFee());
        values.put(PRICING_BATCH.RECURRING_FEE, terms.recurringFee());
        values.put(PRICING_BATCH.MARKUP_PERCENT, terms.markupPercent());
        values.put(
                PRICING_BATCH.ROUNDING, Objects.requireNonNull(terms.rounding()).shortValue());
        values.put(PRICING_BATCH.DESCRIPTION, terms.description());
        return values;
    }

    /** The transaction is over after this: nothing was written. */
    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        var what = String.valueOf(violated.getMessage());
        if (what.contains("pricing_batch_name_uk")) {
            return new RefusedException(BatchRefusal.NAME_TAKEN);
        }
        if (what.contains("pricing_batch_vendor_fk")) {
            return new NotThereException("vendor");
        }
        return violated;
    }
}
