package com.didstock.inventory;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.numbering.NumberClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the search bar and the advanced search ask for. All parts must hold.
 *
 * @param text what was typed as a number, as typed; see {@link com.didstock.numbering.NumberSearch}
 * @param vendorBatch own vendor batch; only numbers at the top of a chain name one
 * @param supplyLabel label that the tenant above publishes for where the number comes from
 * @param heldBy the child with whom the number is; {@link Choice.None} means with nobody
 * @param statuses any of these; empty means every status
 * @param country ISO 3166-1 alpha-2, or {@code --} for numbers of no country
 * @param area part of the area's name
 * @param numberClass gold, silver or standard
 * @param condition what was built in the advanced search; its fields are those of {@link StockField}
 * @param inARow only free numbers of which all this finds at least so many one after the other, from
 *     {@value #LEAST_IN_A_ROW} to {@value #MOST_IN_A_ROW}; null: numbers stand alone
 */
public record InventoryFilter(
        String text,
        Choice vendorBatch,
        @Nullable String supplyLabel,
        Choice pricingBatch,
        Choice group,
        Choice heldBy,
        Set<DidStatus> statuses,
        @Nullable String country,
        @Nullable String area,
        @Nullable NumberClass numberClass,
        @Nullable SearchCondition condition,
        @Nullable Integer inARow) {

    public static final int LEAST_IN_A_ROW = 2;
    public static final int MOST_IN_A_ROW = 10_000;

    public static final InventoryFilter EVERYTHING = new InventoryFilter(
            "", Choice.ANY, null, Choice.ANY, Choice.ANY, Choice.ANY, Set.of(), null, null, null, null, null);

    public InventoryFilter {
        statuses = Set.copyOf(statuses);
        if (inARow != null && (inARow < LEAST_IN_A_ROW || inARow > MOST_IN_A_ROW)) {
            throw new IllegalArgumentException(inARow + " in a row");
        }
    }

    public InventoryFilter withText(String wanted) {
        return with(it -> it.text = wanted);
    }

    public InventoryFilter withVendorBatch(Choice wanted) {
        return with(it -> it.vendorBatch = wanted);
    }

    public InventoryFilter withSupplyLabel(@Nullable String wanted) {
        return with(it -> it.supplyLabel = wanted);
    }

    public InventoryFilter withPricingBatch(Choice wanted) {
        return with(it -> it.pricingBatch = wanted);
    }

    public InventoryFilter withGroup(Choice wanted) {
        return with(it -> it.group = wanted);
    }

    public InventoryFilter withHeldBy(Choice wanted) {
        return with(it -> it.heldBy = wanted);
    }

    public InventoryFilter withStatuses(Set<DidStatus> wanted) {
        return with(it -> it.statuses = wanted);
    }

    public InventoryFilter withCountry(@Nullable String wanted) {
        return with(it -> it.country = wanted);
    }

    public InventoryFilter withArea(@Nullable String wanted) {
        return with(it -> it.area = wanted);
    }

    public InventoryFilter withNumberClass(@Nullable NumberClass wanted) {
        return with(it -> it.numberClass = wanted);
    }

    public InventoryFilter withCondition(@Nullable SearchCondition wanted) {
        return with(it -> it.condition = wanted);
    }

    public InventoryFilter withInARow(@Nullable Integer wanted) {
        return with(it -> it.inARow = wanted);
    }

    private InventoryFilter with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.filter();
    }

    /** {@return whether nothing but the typed text restricts the result} */
    boolean isTextOnly() {
        return equals(EVERYTHING.withText(text));
    }

    /** {@return whether nothing restricts the result} */
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /**
     * {@return all that the search bar asks for as one condition, which finds the same; null if it asks for nothing}
     *
     * <p>Its own condition is not part of it, nor how many must stand in a row. A pasted list stays what it is: it is no
     * condition.
     */
    public @Nullable SearchCondition searchBarAsCondition() {
        var tests = new ArrayList<SearchCondition>();
        if (!text.isEmpty()) {
            tests.add(SearchCondition.Test.of(StockField.NUMBER.field().name(), ConditionOperator.MATCHES, text));
        }
        add(tests, StockField.VENDOR_BATCH, vendorBatch);
        add(tests, StockField.PRICING_BATCH, pricingBatch);
        add(tests, StockField.GROUP, group);
        add(tests, StockField.HELD_BY, heldBy);
        if (supplyLabel != null) {
            tests.add(
                    SearchCondition.Test.of(StockField.SUPPLY_LABEL.field().name(), ConditionOperator.IS, supplyLabel));
        }
        if (!statuses.isEmpty()) {
            tests.add(new SearchCondition.Test(
                    StockField.STATUS.field().name(),
                    ConditionOperator.IS_ONE_OF,
                    statuses.stream().sorted().map(Enum::name).toList()));
        }
        if (country != null) {
            var name = StockField.COUNTRY.field().name();
            tests.add(
                    country.equals("--")
                            ? SearchCondition.Test.of(name, ConditionOperator.IS_EMPTY)
                            : SearchCondition.Test.of(name, ConditionOperator.IS, country));
        }
        if (area != null) {
            tests.add(SearchCondition.Test.of(StockField.AREA.field().name(), ConditionOperator.CONTAINS, area));
        }
        if (numberClass != null) {
            tests.add(SearchCondition.Test.of(
                    StockField.NUMBER_CLASS.field().name(), ConditionOperator.IS, numberClass.name()));
        }
        return SearchCondition.allOf(tests);
    }

    private static void add(List<SearchCondition> tests, StockField field, Choice choice) {
        var name = field.field().name();
        switch (choice) {
            case Choice.Any _ -> {}
            case Choice.None _ -> tests.add(SearchCondition.Test.of(name, ConditionOperator.IS_EMPTY));
            case Choice.One one ->
                tests.add(SearchCondition.Test.of(name, ConditionOperator.IS, Integer.toString(one.id())));
        }
    }

    /** All parts, one of which is about to be another. */
    private static final class Draft {

        String text;
        Choice vendorBatch;

        @Nullable
        String supplyLabel;

        Choice pricingBatch;
        Choice group;
        Choice heldBy;
        Set<DidStatus> statuses;

        @Nullable
        String country;

        @Nullable
        String area;

        @Nullable
        NumberClass numberClass;

        @Nullable
        SearchCondition condition;

        @Nullable
        Integer inARow;

        Draft(InventoryFilter before) {
            text = before.text;
            vendorBatch = before.vendorBatch;
            supplyLabel = before.supplyLabel;
            pricingBatch = before.pricingBatch;
            group = before.group;
            heldBy = before.heldBy;
            statuses = before.statuses;
            country = before.country;
            area = before.area;
            numberClass = before.numberClass;
            condition = before.condition;
            inARow = before.inARow;
        }

        InventoryFilter filter() {
            return new InventoryFilter(
                    text,
                    vendorBatch,
                    supplyLabel,
                    pricingBatch,
                    group,
                    heldBy,
                    statuses,
                    country,
                    area,
                    numberClass,
                    condition,
                    inARow);
        }
    }
}
