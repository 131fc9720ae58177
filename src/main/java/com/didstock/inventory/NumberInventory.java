package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.conditions.ConditionFields;
import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A tenant's inventory: the numbers it holds, and nothing else. */
@Service
public class NumberInventory {

    /** Up to so many hits a count is exact, and a list can be sorted by any column. */
    public static final int EXACT_COUNT = 10_000;

    private static final int LONGEST_DESCRIPTION = 500;

    private final TenantTransaction transactions;
    private final NumberSearchConditions searches;
    private final Holdings holdings;
    private final HoldingChains chains;

    NumberInventory(
            TenantTransaction transactions, NumberSearchConditions searches, Holdings holdings, HoldingChains chains) {
        this.transactions = transactions;
        this.searches = searches;
        this.holdings = holdings;
        this.chains = chains;
    }

    /**
     * What the actor's tenant can have and the actor may do: which parts of the screen make sense.
     *
     * @param hasChildren whether it is a tenant that sells on
     * @param mayLabel whether the user may describe and group numbers
     * @param mayAssign whether the user may take numbers and give them on
     */
    public record Scope(
            boolean hasChildren, boolean ownVendors, boolean mayLabel, boolean mayAssign, boolean seesMoney) {}

    public Scope scope(Actor actor) {
        return transactions.read(
                actor,
                context -> new Scope(
                        context.tenant().kind() != TenantKind.CUSTOMER,
                        context.tenant().ownVendors(),
                        context.rights().contains(Right.LABEL),
                        context.rights().contains(Right.ASSIGN),
                        context.rights().contains(Right.SEE_MONEY)));
    }

    /** What the actor can build conditions of, in the order in which it is offered. */
    public ConditionFields conditionFields(Actor actor) {
        return transactions.read(actor, StockField::of);
    }

    /**
     * One page of what a filter finds. Sorted by number unless the search has at most {@value #EXACT_COUNT} hits.
     *
     * @throws com.didstock.tenancy.TooHeavyException if the search takes longer than a screen may
     * @throws com.didstock.tenancy.RightMissingException if it is sorted by an amount, and the user may not see money
     * @throws com.didstock.conditions.InvalidConditionException if its condition is not of {@link #conditionFields}
     */
    public DidPage page(Actor actor, InventoryFilter filter, PageRequest request) {
        return transactions.read(actor, context -> {
            if (request.sort().isMoney()) {
                context.require(Right.SEE_MONEY);
            }
            var search = HoldingConditions.of(filter, context, searches);
            return InventoryQuery.page(context, search.condition(), request);
        });
    }

    /**
     * A stretch of what a filter finds, as a file takes it: longer than any page, and it may take its time. Sorted by
     * number unless the search has at most {@value #EXACT_COUNT} hits.
     *
     * @param from where it begins; its size does not count
     * @param most so many numbers, unless there are fewer
     */
    public DidPage stretch(Actor actor, InventoryFilter filter, PageRequest from, int most) {
        return transactions.readAtLength(actor, context -> {
            if (from.sort().isMoney()) {
                context.require(Right.SEE_MONEY);
            }
            var search = HoldingConditions.of(filter, context, searches);
            return InventoryQuery.page(context, search.condition(), from, most);
        });
    }

    /** How many numbers a filter finds: exact up to {@value #EXACT_COUNT}, and for the whole inventory. */
    public HitCount count(Actor actor, InventoryFilter filter) {
        return transactions.read(actor, context -> {
            if (filter.isEverything()) {
                return new HitCount(StockCounts.total(context), true);
            }
            var search = HoldingConditions.of(filter, context, searches);
            if (search.hits() != null) {
                return new HitCount(search.hits(), true);
            }
            var counted = context.sql()
                    .fetchCount(context.sql()
                            .select(DID_HOLDING.NUMBER)
                            .from(DID_HOLDING)
                            .where(context.ownsHolding())
                            .and(search.condition())
                            .limit(EXACT_COUNT + 1));
            return new HitCount(Math.min(counted, EXACT_COUNT), counted <= EXACT_COUNT);
        });
    }

    /** The figures above the list. */
    public StockTiles tiles(Actor actor) {
        return transactions.read(actor, StockCounts::tiles);
    }

    /**
     * {@return how many numbers there are of each country, by ISO 3166-1 alpha-2 code, the most frequent first; empty for
     * a tenant with millions, who would wait for it}
     */
    public Map<String, Long> countByCountry(Actor actor) {
        return transactions.read(actor, StockCounts::byCountry);
    }

    /**
     * {@return how many quarantines end on which day, for the days on which any do}
     *
     * @param zone in which a day is reckoned
     * @param ahead how far ahead is looked
     */
    public SortedMap<LocalDate, Long> agingEnds(Actor actor, ZoneId zone, Duration ahead) {
        return transactions.read(actor, context -> StockCounts.agingEnds(context, zone, ahead));
    }

    /**
     * @throws NotThereException if the tenant does not hold this number
     */
    public DidRow get(Actor actor, String number) {
        return transactions.read(actor, context -> get(context, number));
    }

    /** These of the tenant's numbers, in the order given; those it does not hold are left out. */
    public List<DidRow> rows(Actor actor, List<String> numbers) {
        return transactions.read(actor, context -> InventoryQuery.rows(context, numbers));
    }

    /** Which of these numbers the tenant does not hold, in the order given. */
    public List<String> unknown(Actor actor, List<String> numbers) {
        return transactions.read(actor, context -> {
            var known = new HashSet<>(context.sql()
                    .select(DID_HOLDING.NUMBER)
                    .from(DID_HOLDING)
                    .where(context.ownsHolding())
                    .and(HoldingConditions.oneOf(numbers))
                    .fetch(DID_HOLDING.NUMBER));
            return numbers.stream().filter(number -> !known.contains(number)).toList();
        });
    }

    /** The countries of the tenant's numbers, ISO 3166-1 alpha-2, ascending: what a filter can offer. */
    public List<String> countries(Actor actor) {
        return transactions.read(actor, StockVocabulary::countries);
    }

    /** The supply labels of the tenant's numbers, ascending. */
    public List<String> supplyLabels(Actor actor) {
        return transactions.read(actor, StockVocabulary::supplyLabels);
    }

    /**
     * Describes one number.
     *
     * @param version the version the edit was based on
     * @param description at most 500 characters
     * @return the number as it now is
     * @throws NotThereException if the tenant does not hold it
     * @throws StockChangedException if it changed since that version
     * @throws RefusedException if the description is too long
     */
    public DidRow describe(Actor actor, String number, int version, String description) {
        if (description.strip().length() > LONGEST_DESCRIPTION) {
            throw new RefusedException(InventoryRefusal.DESCRIPTION_TOO_LONG, LONGEST_DESCRIPTION);
        }
        return transactions.write(actor, Right.LABEL, context -> {
            context.begin(UUID.randomUUID(), "SET_DESCRIPTION");
            var before = get(context, number);
            var edited = holdings.describe(
                    context, one(number, version), EnumSet.allOf(DidStatus.class), description.strip());
            return edited(context, before, version, !edited.isEmpty());
        });
    }

    /**
     * Puts one number into a DID group, or into none.
     *
     * @param groupId null for none
     * @throws NotThereException if the tenant does not hold it, or has no such group
     * @throws StockChangedException if it changed since that version
     */
    public DidRow label(Actor actor, String number, int version, @Nullable Integer groupId) {
        return transactions.write(actor, Right.LABEL, context -> {
            context.begin(UUID.randomUUID(), groupId == null ? "REMOVE_FROM_GROUP" : "ASSIGN_TO_GROUP");
            var before = get(context, number);
            requireGroup(context, groupId);
            var every = EnumSet.allOf(DidStatus.class);
            var edited = groupId == null
                    ? holdings.takeOutOfGroup(context, one(number, version), every)
                    : holdings.putIntoGroup(context, one(number, version), every, groupId);
            return edited(context, before, version, !edited.isEmpty());
        });
    }

    /**
     * Says the class of numbers, for everybody who holds them. Only who loaded a number can; numbers of others, internal
     * ones and those that have the class are left alone.
     *
     * @param numbers at most {@value Selection#MAX_SIZE}
     * @return the numbers whose class was another, ascending
     * @throws NotThereException if the tenant does not load numbers itself
     */
    public Set<String> classify(Actor actor, List<String> numbers, NumberClass wanted) {
        if (numbers.size() > Selection.MAX_SIZE) {
            throw new IllegalArgumentException("at most " + Selection.MAX_SIZE + " numbers");
        }
        return transactions.write(actor, Right.UPLOAD, context -> {
            if (!context.tenant().ownVendors()) {
                throw new NotThereException("number");
            }
            context.begin(UUID.randomUUID(), "CLASSIFY_AS_" + wanted);
            return chains.classify(context, numbers, wanted);
        });
    }

    private static void requireGroup(TenantContext context, @Nullable Integer groupId) {
        if (groupId != null
                && !context.sql()
                        .fetchExists(
                                DID_GROUP,
                                context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID)
                                        .and(DID_GROUP.ID.eq(groupId)))) {
            throw new NotThereException("group");
        }
    }

    private static Selection one(String number, int version) {
        return new Selection(List.of(number), List.of(version));
    }

    private static DidRow edited(TenantContext context, DidRow before, int version, boolean changed) {
        if (!changed && before.version() != version) {
            throw new StockChangedException(new IllegalStateException("version " + version + " is not the last"));
        }
        return get(context, before.number());
    }

    private static DidRow get(TenantContext context, String number) {
        return InventoryQuery.rows(context, List.of(number)).stream()
                .findFirst()
                .orElseThrow(() -> new NotThereException("number"));
    }
}
