package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.ASSIGNED_BATCH;
import static com.didstock.db.didstock.Tables.CLOSING_OBSTACLES;
import static com.didstock.db.didstock.Tables.TENANT;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A tenant's direct children: the resellers and customers it sells to. Whoever stands further down is not seen. */
@Service
public class ChildTenants {

    private static final int LONGEST_NAME = 120;
    private static final int DEEPEST_LEVEL = 15;
    private static final BigDecimal MOST_COST = new BigDecimal("999999999");

    private static final SelectField<?>[] COLUMNS = {
        TENANT.TENANT_ID,
        TENANT.VERSION,
        TENANT.KIND,
        TENANT.STATUS,
        TENANT.CURRENCY,
        TENANT.OWN_VENDORS,
        TENANT.NAME,
        TENANT.MAX_NUMBERS,
        TENANT.MAX_MONTHLY_COST,
        TENANT.MAX_DAILY_COST,
        TENANT.MAX_RESERVATIONS,
        TENANT.MAY_DRAW,
        TENANT.RELEASE_TO_HOME_BATCH,
        TENANT.AFTER_USE
    };

    private final TenantTransaction transactions;

    ChildTenants(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The tenant's children by name, with what they have from it.
     *
     * @param search part of a name, in any case; blank for all
     */
    public List<ChildTenantRow> list(Actor actor, String search) {
        return transactions.read(actor, context -> list(context, search));
    }

    /** {@return the same, within another's transaction} */
    public List<ChildTenantRow> list(TenantContext context, String search) {
        var wanted = search.strip().toLowerCase(Locale.ROOT);
        var numbers = HeldNumbers.count(context, HeldNumbers.By.CHILD);
        var assigned = assignedBatches(context);
        return select(context, DSL.noCondition()).stream()
                .filter(child -> child.name().toLowerCase(Locale.ROOT).contains(wanted))
                .map(child -> new ChildTenantRow(
                        child,
                        numbers.getOrDefault(child.id(), HeldNumbers.NOTHING),
                        assigned.getOrDefault(child.id(), 0)))
                .toList();
    }

    /**
     * @throws NotThereException if the tenant has no such child
     */
    public ChildTenant find(Actor actor, int id) {
        return transactions.read(
                actor,
                context -> select(context, TENANT.TENANT_ID.eq(id)).stream()
                        .findFirst()
                        .orElseThrow(ChildTenants::notThere));
    }

    /** {@return the tenant's child of this name, in whatever case} */
    public Optional<ChildTenant> findByName(Actor actor, String name) {
        return transactions.read(
                actor,
                context -> select(context, DSL.lower(TENANT.NAME).eq(DSL.lower(name.strip()))).stream()
                        .findFirst());
    }

    /**
     * Adds a child. It has no users and no assigned batches yet.
     *
     * @param currency ISO 4217 code in which it is billed; stays
     * @param ownVendors whether a reseller buys numbers from vendors itself
     * @throws RefusedException if it can't be so; see {@link TenantRefusal}
     */
    public ChildTenant create(Actor actor, TenantKind kind, String currency, boolean ownVendors, ChildTerms terms) {
        var checked = checked(terms);
        var checkedCurrency = currency(currency);
        TenantRefusal.KIND_NOT_POSSIBLE.when(kind == TenantKind.OPERATOR);
        return transactions.write(actor, Right.ADMINISTER, context -> {
            TenantRefusal.KIND_NOT_POSSIBLE.when(context.tenant().kind() == TenantKind.CUSTOMER);
            TenantRefusal.OWN_VENDORS_NOT_POSSIBLE.when(ownVendors
                    && (kind != TenantKind.RESELLER || !context.tenant().ownVendors()));
            TenantRefusal.TOO_DEEP.when(level(context) >= DEEPEST_LEVEL);
            try {
                return context.sql()
                        .insertInto(TENANT)
                        .set(TENANT.OPERATOR_ID, context.actor().operatorId())
                        .set(TENANT.PARENT_ID, context.actor().tenantId())
                        .set(TENANT.KIND, com.didstock.db.didstock.enums.TenantKind.valueOf(kind.name()))
                        .set(TENANT.CURRENCY, checkedCurrency)
                        .set(TENANT.OWN_VENDORS, ownVendors)
                        .set(values(checked))
                        .returningResult(COLUMNS)
                        .fetchSingle(ChildTenants::child);
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Changes name, limits and permissions of a child. A limit below what it holds stops further numbers only.
     *
     * @param version the one that was read
     * @throws RefusedException if it can't be so
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if the tenant has no such child
     */
    public ChildTenant update(Actor actor, int id, int version, ChildTerms terms) {
        var checked = checked(terms);
        return transactions.write(actor, Right.ADMINISTER, context -> {
            if (locked(context, id).version() != version) {
                throw new ChangedMeanwhileException("customer or reseller");
            }
            try {
                return context.sql()
                        .update(TENANT)
                        .set(values(checked))
                        .set(TENANT.VERSION, TENANT.VERSION.plus(1))
                        .where(below(context))
                        .and(TENANT.TENANT_ID.eq(id))
                        .returningResult(COLUMNS)
                        .fetchSingle(ChildTenants::child);
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Lets a child in, keeps it out, or closes it for good. A suspended child keeps what it holds and pays on; its users
     * are refused at the next thing they do, and nothing is given to it or taken by it.
     *
     * @param version the one that was read
     * @throws RefusedException if it is closed already, or is to be closed while it holds numbers or has children
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if the tenant has no such child
     */
    public ChildTenant setStatus(Actor actor, int id, int version, TenantStatus status) {
        return transactions.write(actor, Right.ADMINISTER, context -> {
            var before = locked(context, id);
            if (before.version() != version) {
                throw new ChangedMeanwhileException("customer or reseller");
            }
            if (before.status() == status) {
                return before;
            }
            TenantRefusal.CLOSED.when(before.status() == TenantStatus.CLOSED, before.name());
            if (status == TenantStatus.CLOSED) {
                requireEmpty(context, before);
            }
            return context.sql()
                    .update(TENANT)
                    .set(TENANT.STATUS, com.didstock.db.didstock.enums.TenantStatus.valueOf(status.name()))
                    .set(TENANT.VERSION, TENANT.VERSION.plus(1))
                    .where(below(context))
                    .and(TENANT.TENANT_ID.eq(id))
                    .returningResult(COLUMNS)
                    .fetchSingle(ChildTenants::child);
        });
    }

    private static void requireEmpty(TenantContext context, ChildTenant child) {
        var given = HeldNumbers.count(context, HeldNumbers.By.CHILD)
                .getOrDefault(child.id(), HeldNumbers.NOTHING)
                .total();
        TenantRefusal.HOLDS_NUMBERS.when(given > 0, child.name(), given);
        var obstacles = CLOSING_OBSTACLES.call(child.id());
        var found = context.sql().selectFrom(obstacles).fetchSingle();
        TenantRefusal.HAS_CHILDREN.when(found.get(obstacles.CHILDREN) > 0, child.name(), found.get(obstacles.CHILDREN));
        TenantRefusal.HOLDS_OWN_NUMBERS.when(
                found.get(obstacles.NUMBERS) > 0, child.name(), found.get(obstacles.NUMBERS));
    }

    private static ChildTenant locked(TenantContext context, int id) {
        return context.sql()
                .select(COLUMNS)
                .from(TENANT)
                .where(below(context))
                .and(TENANT.TENANT_ID.eq(id))
                .forNoKeyUpdate()
                .fetchOptional(ChildTenants::child)
                .orElseThrow(ChildTenants::notThere);
    }

    private static List<ChildTenant> select(TenantContext context, Condition which) {
        return context.sql()
                .select(COLUMNS)
                .from(TENANT)
                .where(below(context))
                .and(which)
                .orderBy(DSL.lower(TENANT.NAME), TENANT.TENANT_ID)
                .fetch(ChildTenants::child);
    }

    private static Condition below(TenantContext context) {
        return TENANT.OPERATOR_ID
                .eq(context.actor().operatorId())
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()));
    }

    private static int level(TenantContext context) {
        return context.sql()
                .select(TENANT.LEVEL)
                .from(TENANT)
                .where(context.owns(TENANT.OPERATOR_ID, TENANT.TENANT_ID))
                .fetchSingle()
                .value1();
    }

    private static Map<Integer, Integer> assignedBatches(TenantContext context) {
        return context.sql()
                .select(ASSIGNED_BATCH.CHILD_ID, DSL.count())
                .from(ASSIGNED_BATCH)
                .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                .groupBy(ASSIGNED_BATCH.CHILD_ID)
                .fetchMap(ASSIGNED_BATCH.CHILD_ID, DSL.count());
    }

    private static ChildTenant child(Record row) {
        return new ChildTenant(
                row.get(TENANT.TENANT_ID),
                row.get(TENANT.VERSION),
                TenantKind.valueOf(row.get(TENANT.KIND).name()),
                TenantStatus.valueOf(row.get(TENANT.STATUS).name()),
                row.get(TENANT.CURRENCY),
                row.get(TENANT.OWN_VENDORS),
                new ChildTerms(
                        row.get(TENANT.NAME),
                        row.get(TENANT.MAX_NUMBERS),
                        row.get(TENANT.MAX_MONTHLY_COST),
                        row.get(TENANT.MAX_DAILY_COST),
                        row.get(TENANT.MAX_RESERVATIONS),
                        row.get(TENANT.MAY_DRAW),
                        row.get(TENANT.RELEASE_TO_HOME_BATCH),
                        AfterUse.valueOf(row.get(TENANT.AFTER_USE).name())));
    }

    private static Map<Field<?>, @Nullable Object> values(ChildTerms terms) {
        var values = new HashMap<Field<?>, @Nullable Object>();
        values.put(TENANT.NAME, terms.name());
        values.put(TENANT.MAX_NUMBERS, terms.maxNumbers());
        values.put(TENANT.MAX_MONTHLY_COST, terms.maxMonthlyCost());
        values.put(TENANT.MAX_DAILY_COST, terms.maxDailyCost());
        values.put(TENANT.MAX_RESERVATIONS, terms.maxReservations());
        values.put(TENANT.MAY_DRAW, terms.mayDraw());
        values.put(TENANT.RELEASE_TO_HOME_BATCH, terms.releaseToHomeBatch());
        values.put(
                TENANT.AFTER_USE,
                com.didstock.db.didstock.enums.AfterUse.valueOf(terms.afterUse().name()));
        return values;
    }

    private static ChildTerms checked(ChildTerms terms) {
        var name = terms.name().strip();
        TenantRefusal.NAME_MISSING.when(name.isEmpty());
        TenantRefusal.NAME_TOO_LONG.when(name.length() > LONGEST_NAME, LONGEST_NAME);
        var cost = terms.maxMonthlyCost();
        var daily = terms.maxDailyCost();
        TenantRefusal.LIMIT_NEGATIVE.when(isNegative(terms.maxNumbers())
                || isNegative(terms.maxReservations())
                || isBelowZero(cost)
                || isBelowZero(daily));
        TenantRefusal.LIMIT_OUT_OF_RANGE.when(isNoCost(cost));
        TenantRefusal.DAILY_LIMIT_OUT_OF_RANGE.when(isNoCost(daily));
        return new ChildTerms(
                name,
                terms.maxNumbers(),
                cost,
                daily,
                terms.maxReservations(),
                terms.mayDraw(),
                terms.releaseToHomeBatch(),
                terms.afterUse());
    }

    private static boolean isBelowZero(@Nullable BigDecimal limit) {
        return limit != null && limit.signum() < 0;
    }

    private static boolean isNoCost(@Nullable BigDecimal limit) {
        return limit != null
                && (limit.compareTo(MOST_COST) > 0 || limit.stripTrailingZeros().scale() > 5);
    }

    private static boolean isNegative(@Nullable Integer limit) {
        return limit != null && limit < 0;
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.strip()).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(TenantRefusal.CURRENCY_UNKNOWN);
        }
    }

    private static NotThereException notThere() {
        return new NotThereException("customer or reseller");
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        return String.valueOf(violated.getMessage()).contains("tenant_name_uk")
                ? new RefusedException(TenantRefusal.NAME_TAKEN)
                : violated;
    }
}
