package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.ASSIGNED_BATCH;
import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Which of a tenant's batches its children take numbers by, in order: the first that covers a number prices it.
 *
 * <p>Told to the parent only; a child learns its own prices from the offer.
 */
@Service
public class AssignedBatches {

    private static final int MOST = 50;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final TenantTransaction transactions;

    AssignedBatches(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * What is assigned to a child, first one first.
     *
     * @throws NotThereException if the tenant has no such child
     */
    public List<AssignedBatch> list(Actor actor, int childId) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            child(context, childId, false);
            return assigned(context, childId);
        });
    }

    /**
     * The batches that could be assigned to a child: for its kind of tenant, in its currency.
     *
     * @throws NotThereException if the tenant has no such child
     */
    public List<PricingBatch> fitting(Actor actor, int childId) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            var child = child(context, childId, false);
            return BatchTable.all(context).stream()
                    .filter(batch -> batch.terms().appliedTo().fits(child.kind())
                            && batch.terms().currency().equals(child.currency()))
                    .toList();
        });
    }

    /**
     * Sets what is assigned to a child, instead of all that was. What the child holds already keeps its price.
     *
     * @param wanted in order: the first that covers a number prices it
     * @throws RefusedException if a batch is for others or in another currency, or named twice
     * @throws NotThereException if the tenant has no such child, batch or group
     */
    public List<AssignedBatch> set(Actor actor, int childId, List<BatchAssignment> wanted) {
        BatchRules.refuse(wanted.size() > MOST, BatchRefusal.TOO_MANY_ASSIGNED, MOST);
        return transactions.write(actor, Right.PRICE, context -> {
            var child = child(context, childId, true);
            checkBatches(context, child, wanted);
            checkCoverage(context, wanted);
            context.sql()
                    .deleteFrom(ASSIGNED_BATCH)
                    .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                    .and(ASSIGNED_BATCH.CHILD_ID.eq(childId))
                    .execute();
            for (int position = 0; position < wanted.size(); position++) {
                insert(context, childId, position, wanted.get(position));
            }
            return assigned(context, childId);
        });
    }

    private record Child(TenantKind kind, String currency) {}

    /** Locked, so that two who set the same child's batches follow each other. */
    private static Child child(TenantContext context, int childId, boolean lock) {
        var query = context.sql()
                .select(TENANT.KIND, TENANT.CURRENCY)
                .from(TENANT)
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()))
                .and(TENANT.TENANT_ID.eq(childId));
        return (lock ? query.forNoKeyUpdate() : query)
                .fetchOptional(row -> new Child(TenantKind.valueOf(row.value1().name()), row.value2()))
                .orElseThrow(() -> new NotThereException("customer or reseller"));
    }

    /** Holds the batches as they are, so that none can be deleted or made another kind meanwhile. */
    private static void checkBatches(TenantContext context, Child child, List<BatchAssignment> wanted) {
        var batches = context.sql()
                .select(PRICING_BATCH.fields())
                .from(PRICING_BATCH)
                .where(BatchTable.owned(context))
                .and(PRICING_BATCH.ID.in(
                        wanted.stream().map(BatchAssignment::batchId).toList()))
                .orderBy(PRICING_BATCH.ID)
                .forShare()
                .fetchMap(PRICING_BATCH.ID, BatchTable::batch);
        var seen = new HashSet<Integer>();
        for (var assignment : wanted) {
            var batch = batches.get(assignment.batchId());
            if (batch == null) {
                throw new NotThereException("pricing batch");
            }
            BatchRules.refuse(!seen.add(batch.id()), BatchRefusal.ASSIGNED_TWICE, batch.name());
            BatchRules.refuse(
                    !batch.terms().appliedTo().fits(child.kind()), BatchRefusal.BATCH_FOR_OTHERS, batch.name());
            BatchRules.refuse(
                    !batch.terms().currency().equals(child.currency()),
                    BatchRefusal.BATCH_IN_OTHER_CURRENCY,
                    batch.name(),
                    child.currency());
        }
    }

    /** Holds the groups too: deleting one would leave a coverage that names nothing. */
    private static void checkCoverage(TenantContext context, List<BatchAssignment> wanted) {
        var groups = new HashSet<Integer>();
        for (var assignment : wanted) {
            groups.addAll(assignment.coverage().groups());
            for (var country : assignment.coverage().countries()) {
                BatchRules.refuse(!COUNTRIES.contains(country), BatchRefusal.COUNTRY_UNKNOWN, country);
            }
        }
        var known = context.sql()
                .select(DID_GROUP.ID)
                .from(DID_GROUP)
                .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                .and(DID_GROUP.ID.in(groups))
                .orderBy(DID_GROUP.ID)
                .forShare()
                .fetchSet(DID_GROUP.ID);
        if (!known.containsAll(groups)) {
            throw new NotThereException("DID group");
        }
    }

    private static void insert(TenantContext context, int childId, int position, BatchAssignment assignment) {
        var coverage = assignment.coverage();
        context.sql()
                .insertInto(ASSIGNED_BATCH)
                .set(ASSIGNED_BATCH.OPERATOR_ID, context.actor().operatorId())
                .set(ASSIGNED_BATCH.TENANT_ID, context.actor().tenantId())
                .set(ASSIGNED_BATCH.CHILD_ID, childId)
                .set(ASSIGNED_BATCH.POSITION, (short) position)
                .set(ASSIGNED_BATCH.PRICING_BATCH_ID, assignment.batchId())
                .set(
                        ASSIGNED_BATCH.COUNTRIES,
                        coverage.countries().stream().sorted().toArray(String[]::new))
                .set(
                        ASSIGNED_BATCH.NUMBER_TYPES,
                        coverage.numberTypes().stream().sorted().toArray(String[]::new))
                .set(
                        ASSIGNED_BATCH.GROUP_IDS,
                        coverage.groups().stream().sorted().toArray(Integer[]::new))
                .execute();
    }

    private static List<AssignedBatch> assigned(TenantContext context, int childId) {
        return context.sql()
                .select(PRICING_BATCH.fields())
                .select(ASSIGNED_BATCH.COUNTRIES, ASSIGNED_BATCH.NUMBER_TYPES, ASSIGNED_BATCH.GROUP_IDS)
                .from(ASSIGNED_BATCH)
                .join(PRICING_BATCH)
                .on(
                        PRICING_BATCH.OPERATOR_ID.eq(ASSIGNED_BATCH.OPERATOR_ID),
                        PRICING_BATCH.TENANT_ID.eq(ASSIGNED_BATCH.TENANT_ID),
                        PRICING_BATCH.ID.eq(ASSIGNED_BATCH.PRICING_BATCH_ID))
                .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                .and(ASSIGNED_BATCH.CHILD_ID.eq(childId))
                .orderBy(ASSIGNED_BATCH.POSITION)
                .fetch(row -> new AssignedBatch(
                        BatchTable.batch(row),
                        new Coverage(
                                Set.copyOf(Arrays.asList(row.get(ASSIGNED_BATCH.COUNTRIES))),
                                Set.copyOf(Arrays.asList(row.get(ASSIGNED_BATCH.NUMBER_TYPES))),
                                Set.copyOf(Arrays.asList(row.get(ASSIGNED_BATCH.GROUP_IDS))))));
    }
}
