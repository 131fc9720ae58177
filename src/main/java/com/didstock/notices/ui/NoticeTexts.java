package com.didstock.notices.ui;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.StockField;
import com.didstock.inventory.StockSearch;
import com.didstock.notices.Notice;
import com.didstock.notices.PlanWords;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.stream.Collectors;

/** A notice as a sentence. */
final class NoticeTexts {

    private NoticeTexts() {}

    static String sentence(Component where, Notice notice) {
        var child = notice.child();
        var number = notice.number();
        var who = child == null ? where.getTranslation("notices.provider") : child;
        var sentence = where.getTranslation(
                "notices.kind." + notice.kind() + (notice.numbers() == 1 ? ".one" : ".many"),
                who,
                number == null
                        ? Formats.current().count(notice.numbers())
                        : FormattedNumber.of(new DidNumber(number)).text(),
                PlanWords.about(notice, where::getTranslation, Formats.current()::date));
        if (notice.monthly().isEmpty()) {
            return sentence;
        }
        var formats = Formats.current();
        var amounts = notice.monthly().entrySet().stream()
                .map(cost -> formats.total(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(", "));
        return sentence + " " + where.getTranslation("notices.monthly", amounts);
    }

    /** {@return the numbers that the notice is about, in the inventory} */
    static Anchor numbers(Component where, Notice notice) {
        SearchCondition idle = new SearchCondition.Test(
                StockField.DAYS_FREE.field().name(),
                ConditionOperator.GREATER,
                List.of(String.valueOf(notice.about())));
        var condition = notice.monthly().isEmpty()
                ? idle
                : new SearchCondition.And(List.of(
                        idle,
                        new SearchCondition.Test(
                                StockField.RECURRING_COST.field().name(), ConditionOperator.GREATER, List.of("0"))));
        var search = new StockSearch(InventoryFilter.EVERYTHING.withCondition(condition), DidSort.NUMBER, true);
        return new Anchor(
                new Location("inventory", QueryParameters.simple(search.parameters())).getPathWithQueryParameters(),
                where.getTranslation("notices.numbers"));
    }
}
