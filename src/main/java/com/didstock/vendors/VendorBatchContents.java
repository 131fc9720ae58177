package com.didstock.vendors;

import com.didstock.inventory.Candidate;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What can be done with all numbers of a vendor batch, so that it can be given up. Each is one operation in the activity,
 * done in stretches of {@value #CHUNK} numbers; stopped on the way, it goes on when it is asked for again.
 */
@Service
public class VendorBatchContents {

    private static final int CHUNK = 10_000;
    private static final Set<DidStatus> DELETABLE = EnumSet.of(DidStatus.FREE, DidStatus.FROZEN);

    private final TenantTransaction transactions;
    private final Holdings holdings;
    private final HoldingChains chains;

    VendorBatchContents(TenantTransaction transactions, Holdings holdings, HoldingChains chains) {
        this.transactions = transactions;
        this.holdings = holdings;
        this.chains = chains;
    }

    /**
     * Moves all numbers of a batch into another one, in whatever state. What they cost stays.
     *
     * @return how many there were
     * @throws RefusedException if it is the same batch, or the other one is in another currency
     * @throws NotThereException if the tenant has not both of them
     */
    public long move(Actor actor, int batch, int into) {
        return eachStretch(actor, "MOVE_TO_VENDOR_BATCH", (context, after) -> {
            requireFitting(context, batch, into);
            var numbers = numbers(context, batch, Set.of(), after);
            return new Stretch(numbers, numbers.isEmpty() ? 0 : move(context, numbers, batch, into));
        });
    }

    private static void requireFitting(TenantContext context, int batch, int into) {
        // In one order, so that two who move there and back wait for each other.
        var first = VendorBatches.lock(context, Math.min(batch, into));
        var second = VendorBatches.lock(context, Math.max(batch, into));
        VendorRules.refuse(batch == into, VendorRefusal.SAME_BATCH);
        var from = first.id() == batch ? first : second;
        var to = first.id() == batch ? second : first;
        VendorRules.refuse(
                !from.terms().currency().equals(to.terms().currency()),
                VendorRefusal.OTHER_CURRENCY,
                to.name(),
                from.terms().currency());
    }

    private static long move(TenantContext context, List<String> numbers, int batch, int into) {
        return context.sql()
                .select(DSL.function(
                        DSL.name("didstock", "move_to_vendor_batch"),
                        SQLDataType.BIGINT,
                        DSL.val(numbers.toArray(String[]::new)),
                        DSL.val(batch),
                        DSL.val(into)))
                .fetchSingle()
                .value1();
    }

    /**
     * Deletes the numbers of a batch that are free or frozen; the others stay.
     *
     * @return how many were deleted
     * @throws NotThereException if the tenant has no such batch
     * @throws RightMissingException if the user may not delete numbers
     */
    public long deleteFree(Actor actor, int batch) {
        return eachStretch(actor, "DELETE", (context, after) -> {
            context.require(Right.RELEASE);
            VendorBatches.lock(context, batch);
            var found = numbers(context, batch, DELETABLE, after);
            if (found.isEmpty()) {
                return new Stretch(found, 0);
            }
            // Judged once more when nobody else can change them.
            chains.lockChains(context, found);
            var still = holdings.candidates(context, found).stream()
                    .filter(candidate -> DELETABLE.contains(candidate.status()))
                    .map(Candidate::number)
                    .toList();
            if (!still.isEmpty()) {
                chains.delete(context, still, DELETABLE);
            }
            return new Stretch(found, still.size());
        });
    }

    private List<String> numbers(TenantContext context, int batch, Set<DidStatus> statuses, @Nullable String after) {
        var filter =
                InventoryFilter.EVERYTHING.withVendorBatch(Choice.of(batch)).withStatuses(statuses);
        return holdings.candidates(context, filter, after, CHUNK).stream()
                .map(Candidate::number)
                .toList();
    }

    /** What was looked at, ascending, and how many of it were changed. */
    private record Stretch(List<String> numbers, long changed) {}

    private long eachStretch(Actor actor, String kind, BiFunction<TenantContext, @Nullable String, Stretch> work) {
        var operation = UUID.randomUUID();
        long changed = 0;
        String after = null;
        while (true) {
            var from = after;
            var stretch = transactions.write(actor, Right.UPLOAD, context -> {
                context.begin(operation, kind);
                return work.apply(context, from);
            });
            changed += stretch.changed();
            if (stretch.numbers().size() < CHUNK) {
                return changed;
            }
            after = stretch.numbers().getLast();
        }
    }
}
