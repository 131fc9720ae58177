package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.PRICING_BATCH;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.HeldNumbers;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/**
 * A tenant's pricing batches. Fees and markup are part of what a user without {@link Right#SEE_MONEY} may not see: such
 * a user gets no batch, only its numbers' names of it in the inventory.
 */
@Service
public class PricingBatches {

    private final TenantTransaction transactions;

    PricingBatches(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The tenant's batches by name, with what lies in them.
     *
     * @param search part of a name or description, in any case; blank for all
     */
    public List<PricingBatchRow> list(Actor actor, String search) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            var numbers = HeldNumbers.count(context, HeldNumbers.By.PRICING_BATCH);
            var assigned = BatchTable.assignedNames(context, DSL.noCondition());
            var vendors = BatchTable.vendorNames(context);
            var belowCost = BelowCost.count(context);
            return BatchTable.all(context).stream()
                    .filter(batch -> matches(batch, search))
                    .map(batch -> new PricingBatchRow(
                            batch,
                            batch.terms().onDemandVendor() == null
                                    ? null
                                    : vendors.get(batch.terms().onDemandVendor()),
                            numbers.getOrDefault(batch.id(), HeldNumbers.NOTHING),
                            belowCost.getOrDefault(batch.id(), 0),
                            assigned.getOrDefault(batch.id(), List.of())))
                    .toList();
        });
    }

    /**
     * @throws NotThereException if the tenant has no such batch
     */
    public PricingBatch find(Actor actor, int id) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return BatchTable.find(context, PRICING_BATCH.ID.eq(id))
                    .orElseThrow(() -> new NotThereException("pricing batch"));
        });
    }

    /** {@return the tenant's batch of this name, in whatever case} */
    public Optional<PricingBatch> findByName(Actor actor, String name) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return BatchTable.find(context, DSL.lower(PRICING_BATCH.NAME).eq(DSL.lower(name.strip())));
        });
    }

    /**
     * Creates a batch.
     *
     * @throws RefusedException if the terms can't be; see {@link BatchRefusal}
     * @throws NotThereException if the tenant has no such vendor
     */
    public PricingBatch create(Actor actor, BatchTerms terms) {
        var checked = BatchRules.checked(terms);
        return transactions.write(actor, Right.PRICE, context -> BatchTable.insert(context, checked));
    }

    /** Changes a batch, also if numbers would then be offered below their cost. */
    public PricingBatch update(Actor actor, int id, int version, BatchTerms terms) {
        return update(actor, id, version, terms, true);
    }

    /**
     * Changes a batch: for numbers given out from now on. Numbers already given out keep their price.
     *
     * @param version the one that was read
     * @param belowCostToo whether numbers may then be offered for less a month than they cost; if not, that is refused
     * @throws RefusedException if the terms can't be, or what may not change while it prices numbers would
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if the tenant has no such batch or vendor
     */
    public PricingBatch update(Actor actor, int id, int version, BatchTerms terms, boolean belowCostToo) {
        var checked = BatchRules.checked(terms);
        return transactions.write(actor, Right.PRICE, context -> {
            var before = BatchTable.lock(context, id);
            if (before.version() != version) {
                throw new ChangedMeanwhileException("pricing batch");
            }
            if (checked.isOtherKindThan(before.terms())) {
                var given = BatchTable.numbersIn(context, id, true);
                BatchRules.refuse(given > 0, BatchRefusal.PRICES_GIVEN_NUMBERS, given);
                refuseAssigned(context, id);
            }
            if (!belowCostToo && checked.pricesOtherwiseThan(before.terms())) {
                var below = BatchTable.belowCost(context, id, checked);
                BatchRules.refuse(below > 0, BatchRefusal.BELOW_COST, below);
            }
            return BatchTable.update(context, before, checked);
        });
    }

    /**
     * Copies a batch, without its numbers and assignments.
     *
     * @param name of the copy; blank: the old one's with a number
     * @throws RefusedException if the name won't do
     * @throws NotThereException if the tenant has no such batch
     */
    public PricingBatch duplicate(Actor actor, int id, String name) {
        return transactions.write(actor, Right.PRICE, context -> {
            var original = BatchTable.find(context, PRICING_BATCH.ID.eq(id))
                    .orElseThrow(() -> new NotThereException("pricing batch"));
            var copy = original.terms().named(name.isBlank() ? freeName(context, original.name()) : name);
            return BatchTable.insert(context, BatchRules.checked(copy));
        });
    }

    /**
     * Deletes a batch that nothing depends on.
     *
     * @throws RefusedException if it holds numbers or is assigned to a child
     * @throws NotThereException if the tenant has no such batch
     */
    public void delete(Actor actor, int id) {
        transactions.write(actor, Right.PRICE, context -> {
            // First the lock, then the counts, each a statement of its own: whoever was putting a number into the batch
            // has finished when the lock is ours, and only a later statement sees it.
            var batch = BatchTable.lock(context, id);
            var numbers = BatchTable.numbersIn(context, id, false);
            BatchRules.refuse(numbers > 0, BatchRefusal.HOLDS_NUMBERS, numbers);
            refuseAssigned(context, id);
            BatchTable.delete(context, id);
            return batch;
        });
    }

    private static void refuseAssigned(TenantContext context, int id) {
        var assigned = BatchTable.assignedTo(context, id);
        BatchRules.refuse(!assigned.isEmpty(), BatchRefusal.ASSIGNED_TO_CHILD, String.join(", ", assigned));
    }

    private static String freeName(TenantContext context, String name) {
        var taken = BatchTable.all(context).stream()
                .map(batch -> batch.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var stem = name.substring(0, Math.min(name.length(), BatchRules.LONGEST_NAME - 6));
        return Stream.iterate(2, n -> n + 1)
                .map(n -> stem + " (" + n + ")")
                .filter(candidate -> !taken.contains(candidate.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(PricingBatch batch, String search) {
        var wanted = search.strip().toLowerCase(Locale.ROOT);
        return batch.name().toLowerCase(Locale.ROOT).contains(wanted)
                || batch.terms().description().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
