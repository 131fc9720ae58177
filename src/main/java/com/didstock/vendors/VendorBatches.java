package com.didstock.vendors;

import static com.didstock.db.didstock.Tables.HOLDING_COUNT;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT_DELTA;
import static com.didstock.db.didstock.Tables.VENDOR;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.HeldNumbers;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** In which batches a tenant bought its numbers. Children see of them no more than the supply label. */
@Service
public class VendorBatches {

    private static final SelectField<?>[] COLUMNS = {
        VENDOR_BATCH.ID,
        VENDOR_BATCH.VERSION,
        VENDOR_BATCH.VENDOR_ID,
        VENDOR_BATCH.NAME,
        VENDOR_BATCH.DESCRIPTION,
        VENDOR_BATCH.CURRENCY,
        VENDOR_BATCH.SUPPLY_LABEL,
        VENDOR_BATCH.SUPPLY_DESCRIPTION
    };

    private final TenantTransaction transactions;

    VendorBatches(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The tenant's vendor batches by name.
     *
     * @param search part of a name or a vendor's name, in any case; blank for all
     * @throws NotThereException if the tenant does not buy for itself
     */
    public List<VendorBatchRow> list(Actor actor, String search) {
        var wanted = search.strip().toLowerCase(Locale.ROOT);
        return transactions.read(actor, context -> {
            VendorRules.requireOwnVendors(context);
            context.require(Right.SEE_MONEY);
            return rows(context).stream()
                    .filter(row -> row.batch().name().toLowerCase(Locale.ROOT).contains(wanted)
                            || row.vendor().toLowerCase(Locale.ROOT).contains(wanted))
                    .toList();
        });
    }

    /**
     * @throws NotThereException if the tenant has no such vendor batch
     */
    public VendorBatch find(Actor actor, int id) {
        return transactions.read(
                actor,
                context ->
                        find(context, VENDOR_BATCH.ID.eq(id)).orElseThrow(() -> new NotThereException("vendor batch")));
    }

    /** {@return the tenant's vendor batch of this name, in whatever case} */
    public Optional<VendorBatch> findByName(Actor actor, String name) {
        return transactions.read(
                actor, context -> find(context, DSL.lower(VENDOR_BATCH.NAME).eq(DSL.lower(name.strip()))));
    }

    /**
     * @throws RefusedException if the terms can't be; see {@link VendorRefusal}
     * @throws NotThereException if the tenant has no such vendor, or does not buy for itself
     */
    public VendorBatch create(Actor actor, VendorBatchTerms terms) {
        var checked = VendorRules.checked(terms);
        return transactions.write(actor, Right.UPLOAD, context -> {
            VendorRules.requireOwnVendors(context);
            try {
                return context.sql()
                        .insertInto(VENDOR_BATCH)
                        .set(VENDOR_BATCH.OPERATOR_ID, context.actor().operatorId())
                        .set(VENDOR_BATCH.TENANT_ID, context.actor().tenantId())
                        .set(values(checked))
                        .returningResult(COLUMNS)
                        .fetchSingle(VendorBatches::batch);
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Changes a vendor batch. A changed supply label reaches whoever has numbers of it from the tenant.
     *
     * @param version the one that was read
     * @throws RefusedException if the terms can't be, or the currency of a batch with numbers would change
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if the tenant has no such batch or vendor
     */
    public VendorBatch update(Actor actor, int id, int version, VendorBatchTerms terms) {
        var checked = VendorRules.checked(terms);
        var change = transactions.write(actor, Right.UPLOAD, context -> {
            var before = lock(context, id);
            if (before.version() != version) {
                throw new ChangedMeanwhileException("vendor batch");
            }
            if (!checked.currency().equals(before.terms().currency())) {
                var numbers = numbersIn(context, id);
                VendorRules.refuse(numbers > 0, VendorRefusal.CURRENCY_FIXED, numbers);
            }
            try {
                return new Change(
                        before,
                        context.sql()
                                .update(VENDOR_BATCH)
                                .set(values(checked))
                                .set(VENDOR_BATCH.VERSION, VENDOR_BATCH.VERSION.plus(1))
                                .where(owned(context))
                                .and(VENDOR_BATCH.ID.eq(id))
                                .returningResult(COLUMNS)
                                .fetchSingle(VendorBatches::batch));
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
        if (!change.before().terms().supplyLabel().equals(change.after().terms().supplyLabel())) {
            new SupplyLabels(transactions).spread(actor, id);
        }
        return change.after();
    }

    private record Change(VendorBatch before, VendorBatch after) {}

    /**
     * Deletes a vendor batch that no number names.
     *
     * @throws RefusedException if numbers name it
     * @throws NotThereException if the tenant has no such batch
     */
    public void delete(Actor actor, int id) {
        transactions.write(actor, Right.UPLOAD, context -> {
            // First the lock, then the count, a statement of its own: it sees what was waited for.
            var batch = lock(context, id);
            var numbers = numbersIn(context, id);
            VendorRules.refuse(numbers > 0, VendorRefusal.HAS_NUMBERS, numbers);
            context.sql()
                    .deleteFrom(VENDOR_BATCH)
                    .where(owned(context))
                    .and(VENDOR_BATCH.ID.eq(id))
                    .execute();
            return batch;
        });
    }

    static List<VendorBatchRow> rows(TenantContext context) {
        var numbers = HeldNumbers.count(context, HeldNumbers.By.VENDOR_BATCH);
        return context.sql()
                .select(COLUMNS)
                .select(VENDOR.NAME.as("vendor"))
                .from(VENDOR_BATCH)
                .join(VENDOR)
                .on(
                        VENDOR.OPERATOR_ID.eq(VENDOR_BATCH.OPERATOR_ID),
                        VENDOR.TENANT_ID.eq(VENDOR_BATCH.TENANT_ID),
                        VENDOR.ID.eq(VENDOR_BATCH.VENDOR_ID))
                .where(owned(context))
                .orderBy(DSL.lower(VENDOR_BATCH.NAME), VENDOR_BATCH.ID)
                .fetch(row -> new VendorBatchRow(
                        batch(row),
                        row.get("vendor", String.class),
                        numbers.getOrDefault(row.get(VENDOR_BATCH.ID), HeldNumbers.NOTHING)));
    }

    /** Counted in any state, with internal numbers: the counts are exact, and hold no index on the numbers up. */
    private static long numbersIn(TenantContext context, int id) {
        var c = HOLDING_COUNT;
        var d = HOLDING_COUNT_DELTA;
        var counted = context.sql()
                .select(c.NUMBERS)
                .from(c)
                .where(context.owns(c.OPERATOR_ID, c.TENANT_ID))
                .and(c.VENDOR_BATCH_ID.eq(id))
                .unionAll(context.sql()
                        .select(d.NUMBERS)
                        .from(d)
                        .where(context.owns(d.OPERATOR_ID, d.TENANT_ID))
                        .and(d.VENDOR_BATCH_ID.eq(id)))
                .asTable("counted");
        return context.sql()
                .select(DSL.coalesce(DSL.sum(counted.field(c.NUMBERS)), DSL.inline(0)))
                .from(counted)
                .fetchSingle()
                .value1()
                .longValue();
    }

    private static Optional<VendorBatch> find(TenantContext context, Condition which) {
        VendorRules.requireOwnVendors(context);
        return context.sql()
                .select(COLUMNS)
                .from(VENDOR_BATCH)
                .where(owned(context))
                .and(which)
                .fetchOptional(VendorBatches::batch);
    }

    static VendorBatch lock(TenantContext context, int id) {
        VendorRules.requireOwnVendors(context);
        return context.sql()
                .select(COLUMNS)
                .from(VENDOR_BATCH)
                .where(owned(context))
                .and(VENDOR_BATCH.ID.eq(id))
                .forUpdate()
                .fetchOptional(VendorBatches::batch)
                .orElseThrow(() -> new NotThereException("vendor batch"));
    }

    private static Condition owned(TenantContext context) {
        return context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID);
    }

    private static VendorBatch batch(Record row) {
        return new VendorBatch(
                row.get(VENDOR_BATCH.ID),
                row.get(VENDOR_BATCH.VERSION),
                new VendorBatchTerms(
                        row.get(VENDOR_BATCH.VENDOR_ID),
                        row.get(VENDOR_BATCH.NAME),
                        row.get(VENDOR_BATCH.DESCRIPTION),
                        row.get(VENDOR_BATCH.CURRENCY),
                        Objects.requireNonNullElse(row.get(VENDOR_BATCH.SUPPLY_LABEL), ""),
                        Objects.requireNonNullElse(row.get(VENDOR_BATCH.SUPPLY_DESCRIPTION), "")));
    }

    private static Map<Field<?>, @Nullable Object> values(VendorBatchTerms terms) {
        var values = new HashMap<Field<?>, @Nullable Object>();
        values.put(VENDOR_BATCH.VENDOR_ID, terms.vendorId());
        values.put(VENDOR_BATCH.NAME, terms.name());
        values.put(VENDOR_BATCH.DESCRIPTION, terms.description());
        values.put(VENDOR_BATCH.CURRENCY, terms.currency());
        values.put(VENDOR_BATCH.SUPPLY_LABEL, terms.supplyLabel().isEmpty() ? null : terms.supplyLabel());
        values.put(
                VENDOR_BATCH.SUPPLY_DESCRIPTION,
                terms.supplyDescription().isEmpty() ? null : terms.supplyDescription());
        return values;
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        var what = String.valueOf(violated.getMessage());
        if (what.contains("vendor_batch_name_uk")) {
            return new RefusedException(VendorRefusal.NAME_TAKEN);
        }
        if (what.contains("vendor_batch_vendor_fk")) {
            return new NotThereException("vendor");
        }
        return violated;
    }
}
