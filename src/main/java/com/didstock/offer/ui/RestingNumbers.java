package com.didstock.offer.ui;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.offer.FormerNumber;
import com.didstock.offer.FormerNumbers;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
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
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tenant had and what still rests: until when it can be taken back, and at what price. */
final class RestingNumbers extends Composite<Div> {

    private static final int SHOWN = 20;

    private final Actor actor;
    private final FormerNumbers former;
    private final Runnable changed;
    private final Formats formats = Formats.current();
    private int shown = SHOWN;

    RestingNumbers(Actor actor, FormerNumbers former, Runnable changed) {
        this.actor = actor;
        this.former = former;
        this.changed = changed;
        getContent().addClassName("reserved-numbers");
    }

    void refresh() {
        // One more than is shown tells whether there are more.
        var resting = former.list(actor, null, shown + 1);
        var card = new Card();
        var title = new H2(getTranslation("offer.former.title"));
        title.addClassName("card-heading");
        card.add(title);
        if (resting.isEmpty()) {
            var none = new Paragraph(getTranslation("offer.former.none"));
            none.addClassNames("muted", "former-none");
            card.add(none);
        }
        resting.stream().limit(shown).forEach(number -> card.add(row(number)));
        if (resting.size() > shown) {
            var more = new Button(getTranslation("offer.former.more"), _ -> {
                shown = Math.min(shown + 100, 199);
                refresh();
            });
            more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            more.setVisible(shown < 199);
            card.add(more);
        }
        getContent().removeAll();
        getContent().add(card);
    }

    private Component row(FormerNumber number) {
        var text = FormattedNumber.of(new DidNumber(number.number())).text();
        var name = new Span(text);
        name.addClassName("did");
        var price = price(number);
        var facts = new Span(
                price == null
                        ? getTranslation("offer.former.broken", formats.dateTime(number.until()))
                        : getTranslation("offer.former.facts", formats.dateTime(number.until()), price));
        facts.addClassName("muted");
        var spacer = new Span();
        spacer.addClassName("spacer");
        var row = new Div(name, facts, spacer);
        row.addClassName("reserved-number");
        if (price != null) {
            var take = new Button(getTranslation("offer.former.take"), _ -> ask(number, text, price));
            take.setAriaLabel(getTranslation("offer.former.take") + " " + text);
            take.addThemeVariants(ButtonVariant.LUMO_SMALL);
            row.add(take);
        }
        return row;
    }

    private @Nullable String price(FormerNumber number) {
        var recurring = number.recurring();
        var currency = number.currency();
        return recurring == null || currency == null ? null : formats.money(recurring, currency);
    }

    private void ask(FormerNumber number, String text, String price) {
        ConfirmAction.ask(
                getTranslation("offer.former.confirm.title", text),
                getTranslation("offer.former.confirm.text", price),
                getTranslation("offer.former.take"),
                false,
                () -> takeBack(number));
    }

    private void takeBack(FormerNumber number) {
        try {
            former.takeBack(actor, List.of(number.number()));
            Notifications.success(getTranslation("offer.former.taken"));
        } catch (RefusedException refused) {
            Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException | StockChangedException _) {
            Notifications.error(getTranslation("offer.former.over"));
        } catch (LimitExceededException over) {
            Notifications.error(getTranslation("assignment.refused.LIMIT_" + over.limit()));
        }
        changed.run();
    }
}
