package com.didstock.offer.ui;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.offer.OfferReservations;
import com.didstock.offer.ReservedNumber;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.Card;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** What is kept for the tenant: until when, and to take, extend or cancel. Not there while nothing is kept. */
final class ReservedNumbers extends Composite<Div> {

    private final Actor actor;
    private final OfferReservations reservations;
    private final Runnable changed;
    private final Formats formats = Formats.current();

    ReservedNumbers(Actor actor, OfferReservations reservations, Runnable changed) {
        this.actor = actor;
        this.reservations = reservations;
        this.changed = changed;
        getContent().addClassName("reserved-numbers");
    }

    void refresh() {
        var kept = reservations.list(actor);
        getContent().removeAll();
        setVisible(!kept.isEmpty());
        if (kept.isEmpty()) {
            return;
        }
        var card = new Card();
        var title = new H2(getTranslation("offer.reserved.title"));
        title.addClassName("card-heading");
        card.add(title);
        kept.forEach(reserved -> card.add(row(reserved)));
        getContent().add(card);
    }

    private Component row(ReservedNumber reserved) {
        var offered = reserved.offered();
        var shown = FormattedNumber.of(new DidNumber(offered.number())).text();
        var number = new Span(shown);
        number.addClassName("did");
        var facts = new Span(getTranslation(
                reserved.own() ? "offer.reserved.facts" : "offer.reserved.facts-by-provider",
                formats.money(offered.recurring(), offered.currency()),
                formats.money(offered.activation(), offered.currency()),
                formats.dateTime(reserved.until())));
        facts.addClassName("muted");
        var spacer = new Span();
        spacer.addClassName("spacer");
        var row = new Div(number, facts, spacer, button("offer.reserved.take", shown, () -> ask(reserved, shown)));
        row.addClassName("reserved-number");
        var one = List.of(offered.number());
        if (reserved.extendable()) {
            row.add(button(
                    "offer.reserved.extend",
                    shown,
                    () -> change(() -> reservations.extend(actor, one), "offer.reserved.extended")));
        }
        if (reserved.own()) {
            row.add(button(
                    "offer.reserved.cancel",
                    shown,
                    () -> change(() -> reservations.cancel(actor, one), "offer.reserved.cancelled")));
        }
        return row;
    }

    private Button button(String key, String number, Runnable action) {
        var button = new Button(getTranslation(key), _ -> action.run());
        button.setAriaLabel(getTranslation(key) + " " + number);
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        return button;
    }

    private void ask(ReservedNumber reserved, String shown) {
        var offered = reserved.offered();
        ConfirmAction.ask(
                getTranslation("offer.reserved.confirm.title", shown),
                getTranslation(
                        "offer.reserved.confirm.text",
                        formats.money(offered.activation(), offered.currency()),
                        formats.money(offered.recurring(), offered.currency())),
                getTranslation("offer.reserved.take"),
                false,
                () -> change(
                        () -> reservations.take(actor, List.of(offered.number()), offered.recurring()),
                        "offer.reserved.taken"));
    }

    private void change(Runnable change, String done) {
        try {
            change.run();
            Notifications.success(getTranslation(done));
        } catch (StockChangedException _) {
            Notifications.error(getTranslation("offer.reserved.changed"));
        } catch (LimitExceededException over) {
            Notifications.error(getTranslation("assignment.refused.LIMIT_" + over.limit()));
        }
        changed.run();
    }
}
