package com.didstock.api;

import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.ConditionProblem;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.SearchLanguage;
import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberSearch;
import com.didstock.offer.OfferFilter;
import com.didstock.tenancy.Actor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a request looks for: names become the actor's own things, and what means nothing is refused by its field. */
@Component
class Filters {

    private final OwnNames names;
    private final SearchLanguage language;
    private final NumberInventory inventory;

    Filters(OwnNames names, SearchLanguage language, NumberInventory inventory) {
        this.names = names;
        this.language = language;
        this.inventory = inventory;
    }

    /**
     * @param prefix of the fields' names in problems: empty, or {@code filter.}
     */
    InventoryFilter inventory(Actor actor, DidFilter wanted, String prefix) {
        return new InventoryFilter(
                search(actor, wanted.number(), prefix),
                names.choice(actor, Kind.VENDOR_BATCH, wanted.vendorBatch(), prefix + "vendorBatch"),
                said(wanted.supplyLabel()),
                names.choice(actor, Kind.PRICING_BATCH, wanted.pricingBatch(), prefix + "pricingBatch"),
                names.choice(actor, Kind.GROUP, wanted.group(), prefix + "group"),
                names.choice(actor, Kind.CHILD, wanted.heldBy(), prefix + "heldBy"),
                statuses(wanted.status(), prefix),
                said(wanted.country()),
                said(wanted.area()),
                grade(wanted, prefix),
                condition(actor, wanted.filter(), prefix + "filter"),
                inARow(wanted, prefix));
    }

    private @Nullable SearchCondition condition(Actor actor, @Nullable JsonNode wanted, String field) {
        if (wanted == null || wanted.isNull()) {
            return null;
        }
        try {
            var condition = ConditionJson.read(wanted);
            inventory.conditionFields(actor).require(condition);
            return condition;
        } catch (InvalidConditionException invalid) {
            throw invalid(invalid.problem(), field);
        }
    }

    /** {@return a condition in a parameter, as JSON} */
    static JsonNode json(String text) {
        try {
            return ConditionJson.tree(text);
        } catch (InvalidConditionException invalid) {
            throw invalid(invalid.problem(), "filter");
        }
    }

    static InvalidRequestException invalid(ConditionProblem problem, String field) {
        return new InvalidRequestException(List.of(new FieldProblem(
                field + problem.place(), problem.reason().name(), problem.textKey(), problem.arguments())));
    }

    /** The offer tells number, country, area, type, class and price; by what it does not tell, it can't be searched. */
    OfferFilter offer(Actor actor, DidFilter wanted, String prefix) {
        var foreign = new ArrayList<FieldProblem>();
        refuse(foreign, prefix + "pricingBatch", wanted.pricingBatch());
        refuse(foreign, prefix + "vendorBatch", wanted.vendorBatch());
        refuse(foreign, prefix + "supplyLabel", wanted.supplyLabel());
        refuse(foreign, prefix + "group", wanted.group());
        refuse(foreign, prefix + "heldBy", wanted.heldBy());
        if (wanted.inARow() != null) {
            foreign.add(FieldProblem.of(prefix + "inARow", FieldFault.NOT_OF_THE_OFFER));
        }
        if (wanted.filter() != null && !wanted.filter().isNull()) {
            foreign.add(FieldProblem.of(prefix + "filter", FieldFault.NOT_OF_THE_OFFER));
        }
        var statuses = statuses(wanted.status(), prefix);
        if (!statuses.isEmpty() && !statuses.contains(DidStatus.FREE)) {
            foreign.add(FieldProblem.of(prefix + "status", FieldFault.NOT_OF_THE_OFFER));
        }
        if (!foreign.isEmpty()) {
            throw new InvalidRequestException(foreign);
        }
        return OfferFilter.EVERYTHING
                .withText(search(actor, wanted.number(), prefix))
                .withCountry(said(wanted.country()))
                .withArea(said(wanted.area()))
                .withNumberClass(Optional.ofNullable(grade(wanted, prefix))
                        .map(Enum::name)
                        .orElse(null));
    }

    private static @Nullable NumberClass grade(DidFilter wanted, String prefix) {
        return said(wanted.numberClass()) == null
                ? null
                : constant(NumberClass.class, wanted.numberClass(), prefix + "numberClass");
    }

    private static @Nullable Integer inARow(DidFilter wanted, String prefix) {
        var inARow = wanted.inARow();
        if (inARow != null && (inARow < InventoryFilter.LEAST_IN_A_ROW || inARow > InventoryFilter.MOST_IN_A_ROW)) {
            throw new InvalidRequestException(
                    prefix + "inARow",
                    FieldFault.OUT_OF_RANGE,
                    InventoryFilter.LEAST_IN_A_ROW,
                    InventoryFilter.MOST_IN_A_ROW);
        }
        return inARow;
    }

    private static void refuse(List<FieldProblem> foreign, String field, @Nullable String wanted) {
        if (said(wanted) != null) {
            foreign.add(FieldProblem.of(field, FieldFault.NOT_OF_THE_OFFER));
        }
    }

    private String search(Actor actor, @Nullable String text, String prefix) {
        if (text == null) {
            return "";
        }
        if (language.read(actor, text) instanceof NumberSearch.Nonsense nonsense) {
            throw new InvalidRequestException(List.of(new FieldProblem(
                    prefix + "number",
                    nonsense.reason().name(),
                    "number.search.nonsense." + nonsense.reason(),
                    nonsense.arguments())));
        }
        return text;
    }

    private static Set<DidStatus> statuses(@Nullable List<String> wanted, String prefix) {
        var statuses = EnumSet.noneOf(DidStatus.class);
        for (var name : wanted == null ? List.<String>of() : wanted) {
            statuses.add(constant(DidStatus.class, name, prefix + "status"));
        }
        return statuses;
    }

    /** {@return the constant of this name} */
    static <E extends Enum<E>> E constant(Class<E> type, @Nullable String name, String field) {
        if (name == null || name.isBlank()) {
            throw new InvalidRequestException(field, FieldFault.MISSING);
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        field,
                        FieldFault.UNKNOWN_VALUE,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
