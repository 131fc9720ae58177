package com.didstock.vendors;

import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.VENDOR;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Records;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/** Whom a tenant buys numbers from. Told to nobody else; only for tenants that buy for themselves. */
@Service
public class Vendors {

    private final TenantTransaction transactions;

    Vendors(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The tenant's vendors by name, each with its batches.
     *
     * @param search part of a vendor's or a batch's name, in any case; blank for all. A vendor that matches shows all
     *     its batches.
     * @throws NotThereException if the tenant does not buy for itself
     */
    public List<VendorRow> list(Actor actor, String search) {
        var wanted = search.strip().toLowerCase(Locale.ROOT);
        return transactions.read(actor, context -> {
            VendorRules.requireOwnVendors(context);
            context.require(Right.SEE_MONEY);
            var batches = VendorBatches.rows(context).stream()
                    .collect(Collectors.groupingBy(row -> row.batch().terms().vendorId()));
            return all(context).stream()
                    .map(vendor -> matching(vendor, batches.getOrDefault(vendor.id(), List.of()), wanted))
                    .filter(row -> contains(row.vendor().name(), wanted)
                            || !row.batches().isEmpty())
                    .toList();
        });
    }

    private static VendorRow matching(Vendor vendor, List<VendorBatchRow> batches, String wanted) {
        return new VendorRow(
                vendor,
                contains(vendor.name(), wanted)
                        ? batches
                        : batches.stream()
                                .filter(row -> contains(row.batch().name(), wanted))
                                .toList());
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /**
     * @throws NotThereException if the tenant has no such vendor, or does not buy for itself
     */
    public Vendor find(Actor actor, int id) {
        return transactions.read(actor, context -> {
            VendorRules.requireOwnVendors(context);
            return all(context).stream()
                    .filter(vendor -> vendor.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new NotThereException("vendor"));
        });
    }

    /**
     * @throws RefusedException if the name won't do
     * @throws NotThereException if the tenant does not buy for itself
     */
    public Vendor create(Actor actor, String name, String note) {
        var checkedName = VendorRules.name(name);
        var checkedNote = VendorRules.text(note);
        return transactions.write(actor, Right.UPLOAD, context -> {
            VendorRules.requireOwnVendors(context);
            try {
                return context.sql()
                        .insertInto(VENDOR)
                        .set(VENDOR.OPERATOR_ID, context.actor().operatorId())
                        .set(VENDOR.TENANT_ID, context.actor().tenantId())
                        .set(VENDOR.NAME, checkedName)
                        .set(VENDOR.NOTE, checkedNote)
                        .returningResult(VENDOR.ID, VENDOR.VERSION, VENDOR.NAME, VENDOR.NOTE)
                        .fetchSingle(Records.mapping(Vendor::new));
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * @param version the one that was read
     * @throws RefusedException if the name won't do
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if the tenant has no such vendor
     */
    public Vendor update(Actor actor, int id, int version, String name, String note) {
        var checkedName = VendorRules.name(name);
        var checkedNote = VendorRules.text(note);
        return transactions.write(actor, Right.UPLOAD, context -> {
            lock(context, id);
            try {
                return context.sql()
                        .update(VENDOR)
                        .set(VENDOR.NAME, checkedName)
                        .set(VENDOR.NOTE, checkedNote)
                        .set(VENDOR.VERSION, VENDOR.VERSION.plus(1))
                        .where(owned(context))
                        .and(VENDOR.ID.eq(id))
                        .and(VENDOR.VERSION.eq(version))
                        .returningResult(VENDOR.ID, VENDOR.VERSION, VENDOR.NAME, VENDOR.NOTE)
                        .fetchOptional(Records.mapping(Vendor::new))
                        .orElseThrow(() -> new ChangedMeanwhileException("vendor"));
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Deletes a vendor that has no batches.
     *
     * @throws RefusedException if it has, or a pricing batch orders from it
     * @throws NotThereException if the tenant has no such vendor
     */
    public void delete(Actor actor, int id) {
        transactions.write(actor, Right.UPLOAD, context -> {
            lock(context, id);
            var batches = context.sql()
                    .fetchCount(
                            VENDOR_BATCH,
                            context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID)
                                    .and(VENDOR_BATCH.VENDOR_ID.eq(id)));
            VendorRules.refuse(batches > 0, VendorRefusal.HAS_BATCHES, batches);
            var ordering = context.sql()
                    .select(PRICING_BATCH.NAME)
                    .from(PRICING_BATCH)
                    .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                    .and(PRICING_BATCH.ON_DEMAND_VENDOR_ID.eq(id))
                    .orderBy(DSL.lower(PRICING_BATCH.NAME))
                    .fetch(PRICING_BATCH.NAME);
            VendorRules.refuse(!ordering.isEmpty(), VendorRefusal.ORDERED_FROM, String.join(", ", ordering));
            return context.sql()
                    .deleteFrom(VENDOR)
                    .where(owned(context))
                    .and(VENDOR.ID.eq(id))
                    .execute();
        });
    }

    private static List<Vendor> all(TenantContext context) {
        return context.sql()
                .select(VENDOR.ID, VENDOR.VERSION, VENDOR.NAME, VENDOR.NOTE)
                .from(VENDOR)
                .where(owned(context))
                .orderBy(DSL.lower(VENDOR.NAME), VENDOR.ID)
                .fetch(Records.mapping(Vendor::new));
    }

    private static void lock(TenantContext context, int id) {
        VendorRules.requireOwnVendors(context);
        var found = context.sql()
                .select(VENDOR.ID)
                .from(VENDOR)
                .where(owned(context))
                .and(VENDOR.ID.eq(id))
                .forUpdate()
                .fetchOne();
        if (found == null) {
            throw new NotThereException("vendor");
        }
    }

    private static Condition owned(TenantContext context) {
        return context.owns(VENDOR.OPERATOR_ID, VENDOR.TENANT_ID);
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        return String.valueOf(violated.getMessage()).contains("vendor_name_uk")
                ? new RefusedException(VendorRefusal.NAME_TAKEN)
                : violated;
    }
}
