package com.didstock.history.ui;

import com.didstock.history.DayOfNumber;
import com.didstock.history.NumberStays;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import org.jspecify.annotations.Nullable;

/** Asks for a day and tells who held one number on it, with whom it was and at what price, on the reader's own level. */
final class DayPanel extends Composite<Div> {

    private final Actor actor;
    private final NumberStays stays;
    private final String number;
    private final Formats formats = Formats.current();
    private final DatePicker day = new DatePicker();
    private final Div told = new Div();

    DayPanel(Actor actor, NumberStays stays, String number) {
        this.actor = actor;
        this.stays = stays;
        this.number = number;
        day.setLocale(getLocale());
        day.setLabel(getTranslation("activity.day"));
        day.setHelperText(
                getTranslation("activity.day.hint", formats.zone().getDisplayName(TextStyle.FULL, getLocale())));
        day.setMax(stays.today(actor));
        day.setClearButtonVisible(true);
        day.setWidth("min(22rem, 100%)");
        day.addValueChangeListener(event -> tell(event.getValue()));
        told.addClassName("day-told");
        told.getElement().setAttribute("aria-live", "polite");
        getContent().addClassName("day-panel");
        getContent().add(day, told);
    }

    private void tell(@Nullable LocalDate chosen) {
        told.removeAll();
        if (chosen == null) {
            return;
        }
        try {
            show(stays.on(actor, number, chosen));
        } catch (RefusedException refused) {
            told.add(new Paragraph(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray())));
        }
    }

    private void show(DayOfNumber answer) {
        if (answer.stays().isEmpty()) {
            told.add(new Paragraph(getTranslation("activity.day.not-held", formats.date(answer.day()))));
            return;
        }
        for (var stay : answer.stays()) {
            var list = new DescriptionList();
            list.addClassName("facts");
            fact(list, "activity.day.held", span(stay.from(), stay.until()));
            fact(
                    list,
                    "activity.day.cost",
                    price(stay.cost(), stay.fromVendor() ? "activity.day.vendor" : "activity.day.above"));
            if (!stay.atEndOfDay()) {
                fact(list, "activity.day.pays", getTranslation("activity.day.pays-not"));
            }
            for (var given : stay.given()) {
                list.add(
                        new DescriptionList.Term(ChangeTexts.thing(given.child(), this::getTranslation)),
                        new DescriptionList.Description(new Span(span(given.from(), given.until()))));
                fact(list, "activity.day.revenue", price(given.revenue(), "activity.day.charged"));
                var batch = given.batch();
                if (batch != null) {
                    fact(list, "activity.property.PRICING_BATCH", ChangeTexts.thing(batch, this::getTranslation));
                }
            }
            if (stay.given().isEmpty()) {
                fact(list, "activity.property.HELD_BY", getTranslation("activity.day.nobody"));
            }
            told.add(list);
        }
    }

    private void fact(DescriptionList list, String key, @Nullable String value) {
        if (value != null) {
            list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(new Span(value)));
        }
    }

    private String span(Instant from, @Nullable Instant until) {
        return until == null
                ? getTranslation("activity.day.since", formats.dateTime(from))
                : getTranslation("activity.day.span", formats.dateTime(from), formats.dateTime(until));
    }

    /** @param key says to whom it is paid */
    private @Nullable String price(DayOfNumber.@Nullable Price price, String key) {
        if (price == null) {
            return null;
        }
        if (price.freeOfCharge()) {
            return getTranslation("activity.day.free");
        }
        var text = getTranslation(
                key,
                formats.money(price.recurring(), price.currency()),
                formats.money(price.activation(), price.currency()));
        var rate = price.rate();
        if (rate == null) {
            return text;
        }
        var figure = rate.rate().stripTrailingZeros().toPlainString();
        var at = rate.at();
        return text + " "
                + (at == null
                        ? getTranslation("activity.day.rate", figure)
                        : getTranslation("activity.day.rate.at", figure, formats.date(at)));
    }
}
