package com.didstock.oversight;

import static com.didstock.db.didstock.Tables.COUNT_NUMBERS_OF_TENANTS;
import static com.didstock.db.didstock.Tables.SUPPORT_GRANT;
import static com.didstock.db.didstock.Tables.SUPPORT_REFUSAL;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.sheets.Sheet;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.HeldNumbers;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * All tenants of an operator, to whatever depth. For the operator alone: everybody else knows its direct children only.
 *
 * <p>Thousands of tenants are read at once, in two statements over counts: it takes the same time for ten numbers and for
 * ten million.
 */
@Service
public class TenantTree {

    private static final String VIEWABLE_UNTIL = "viewable_until";

    /** For so long a view lasts that the operator's file allows. */
    private static final Duration STANDING = Duration.ofHours(12);

    private final TenantTransaction transactions;

    TenantTree(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * Some of the tenants below the operator.
     *
     * @param offset how many to leave out
     * @throws NotThereException if the actor is no operator
     */
    public TenantPage page(Actor actor, TenantSearch search, int offset, int limit) {
        return transactions.read(actor, context -> {
            var found = found(context, search);
            return slice(found, Math.min(offset, found.size()), limit);
        });
    }

    /**
     * The tenants that follow another in the same search.
     *
     * @param after the last one of the page before; null for the first page
     * @throws NotThereException if the actor is no operator, or the search does not find {@code after}
     */
    public TenantPage pageAfter(Actor actor, TenantSearch search, @Nullable Integer after, int limit) {
        return transactions.read(actor, context -> {
            var found = found(context, search);
            int begin = 0;
            if (after != null) {
                while (begin < found.size() && found.get(begin).id() != after) {
                    begin++;
                }
                if (begin == found.size()) {
                    throw new NotThereException("the tenant to go on from");
                }
                begin++;
            }
            return slice(found, begin, limit);
        });
    }

    /** {@return the columns of a file, named alike in every language so that programs can read it; amounts for those who see them} */
    public List<String> header(Actor actor) {
        return transactions.read(actor, context -> seesMoney(context) ? TenantSheet.WITH_MONEY : TenantSheet.COLUMNS);
    }

    /**
     * Writes all that a search finds as rows of a file; does not finish it.
     *
     * @throws NotThereException if the actor is no operator
     */
    public void write(Actor actor, TenantSearch search, Sheet sheet) throws IOException {
        var money = transactions.<Boolean>read(actor, TenantTree::seesMoney);
        for (var tenant : page(actor, search, 0, Integer.MAX_VALUE).tenants()) {
            TenantSheet.write(tenant, money, sheet);
        }
    }

    private static boolean seesMoney(TenantContext context) {
        return context.rights().contains(Right.SEE_MONEY);
    }

    /** The last end of the grants that hold now, and of the one that viewing would make by the operator's file. */
    private static Field<OffsetDateTime> viewable(TenantContext context) {
        var operator = TENANT.as("operator");
        var standing = DSL.field(context.sql()
                .select(DSL.val(context.now().plus(STANDING).atOffset(ZoneOffset.UTC)))
                .from(operator)
                .where(operator.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(operator.TENANT_ID.eq(context.actor().operatorId()))
                .and(operator.SUPPORT_STANDING)
                .and(TENANT.TENANT_ID.ne(context.actor().operatorId()))
                .andNotExists(context.sql()
                        .selectOne()
                        .from(SUPPORT_REFUSAL)
                        .where(SUPPORT_REFUSAL.OPERATOR_ID.eq(context.actor().operatorId()))
                        .and(SUPPORT_REFUSAL.TENANT_ID.eq(TENANT.TENANT_ID))));
        var given = DSL.field(context.sql()
                .select(DSL.max(SUPPORT_GRANT.UNTIL))
                .from(SUPPORT_GRANT)
                .where(SUPPORT_GRANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(SUPPORT_GRANT.TENANT_ID.eq(TENANT.TENANT_ID))
                .and(SUPPORT_GRANT.REVOKED_AT.isNull())
                .and(SUPPORT_GRANT.UNTIL.gt(context.now().atOffset(ZoneOffset.UTC))));
        return DSL.greatest(given, standing).as(VIEWABLE_UNTIL);
    }

    private static TenantPage slice(List<OverseenTenant> found, int begin, int limit) {
        int end = (int) Math.min(found.size(), begin + Math.max(0L, limit));
        return new TenantPage(found.subList(begin, end), found.size(), end < found.size());
    }

    private static List<OverseenTenant> found(TenantContext context, TenantSearch search) {
        if (context.tenant().kind() != TenantKind.OPERATOR) {
            throw new NotThereException("the tree of tenants");
        }
        var wanted = search.text().strip().toLowerCase(Locale.ROOT);
        return inTreeOrder(context).stream()
                .filter(tenant -> tenant.name().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(search.order().comparator(search.descending()))
                .toList();
    }

    private static List<OverseenTenant> inTreeOrder(TenantContext context) {
        var counted = COUNT_NUMBERS_OF_TENANTS.call();
        var ownSide = HeldNumbers.count(context, HeldNumbers.By.CHILD);
        var below = new HashMap<Integer, List<Record>>();
        context.sql()
                .select(
                        TENANT.TENANT_ID,
                        TENANT.PARENT_ID,
                        TENANT.LEVEL,
                        TENANT.NAME,
                        TENANT.KIND,
                        TENANT.STATUS,
                        TENANT.MAX_NUMBERS,
                        counted.HELD,
                        counted.IN_USE,
                        viewable(context))
                .from(TENANT)
                .leftJoin(counted)
                .on(counted.TENANT_ID.eq(TENANT.TENANT_ID))
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.PARENT_ID.isNotNull())
                .orderBy(DSL.lower(TENANT.NAME), TENANT.TENANT_ID)
                .forEach(row -> below.computeIfAbsent(row.get(TENANT.PARENT_ID), _ -> new ArrayList<>())
                        .add(row));
        var ordered = new ArrayList<OverseenTenant>();
        addBelow(context.actor().operatorId(), List.of(), below, ownSide, ordered);
        return ordered;
    }

    /** As deep as the tree may be, which is 15 levels. */
    private static void addBelow(
            int parent,
            List<String> parents,
            Map<Integer, List<Record>> below,
            Map<Integer, HeldNumbers> ownSide,
            List<OverseenTenant> ordered) {
        for (var row : below.getOrDefault(parent, List.of())) {
            var tenant = tenant(row, parents, ownSide.getOrDefault(row.get(TENANT.TENANT_ID), HeldNumbers.NOTHING));
            ordered.add(tenant);
            if (below.containsKey(tenant.id())) {
                var names = new ArrayList<>(parents);
                names.add(tenant.name());
                addBelow(tenant.id(), names, below, ownSide, ordered);
            }
        }
    }

    private static OverseenTenant tenant(Record row, List<String> parents, HeldNumbers ownSide) {
        var counted = COUNT_NUMBERS_OF_TENANTS;
        Long held = row.get(counted.HELD.getUnqualifiedName(), Long.class);
        Long inUse = row.get(counted.IN_USE.getUnqualifiedName(), Long.class);
        var viewable = row.get(VIEWABLE_UNTIL, OffsetDateTime.class);
        return new OverseenTenant(
                row.get(TENANT.TENANT_ID),
                row.get(TENANT.PARENT_ID),
                row.get(TENANT.LEVEL),
                row.get(TENANT.NAME),
                parents,
                TenantKind.valueOf(row.get(TENANT.KIND).name()),
                TenantStatus.valueOf(row.get(TENANT.STATUS).name()),
                held == null ? 0 : held,
                inUse == null ? 0 : inUse,
                row.get(TENANT.MAX_NUMBERS),
                ownSide.monthlyCost(),
                ownSide.monthlyRevenue(),
                viewable == null ? null : viewable.toInstant());
    }
}
