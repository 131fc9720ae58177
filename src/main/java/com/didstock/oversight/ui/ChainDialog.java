package com.didstock.oversight.ui;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.oversight.ChainLevel;
import com.didstock.oversight.NumberChains;
import com.didstock.oversight.PastChains;
import com.didstock.oversight.PastLevel;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;

/** Asks for a number and a reason, and shows who holds the number, from the top to the account. */
final class ChainDialog extends Dialog {

    private final Actor actor;
    private final NumberChains chains;
    private final PastChains past;
    private final TextField number = new TextField();
    private final TextField reason = new TextField();
    private final DatePicker day = new DatePicker();
    private final Div problem = new Div();
    private final Div found = new Div();

    ChainDialog(Actor actor, NumberChains chains, PastChains past, String given) {
        this.actor = actor;
        this.chains = chains;
        this.past = past;
        setHeaderTitle(getTranslation("oversight.chain"));
        setWidth("min(40rem, 96vw)");
        number.setLabel(getTranslation("oversight.chain.number"));
        number.setPlaceholder("+49 30 901820");
        number.setValue(
                DidNumber.isNumber(given)
                        ? FormattedNumber.of(new DidNumber(given)).text()
                        : given);
        number.setWidthFull();
        reason.setLabel(getTranslation("oversight.chain.reason"));
        reason.setHelperText(getTranslation("oversight.chain.reason.hint"));
        reason.setMaxLength(NumberChains.LONGEST_REASON);
        reason.setWidthFull();
        day.setLocale(getLocale());
        day.setLabel(getTranslation("oversight.chain.day"));
        day.setHelperText(getTranslation("oversight.chain.day.hint"));
        day.setMax(past.today(actor));
        day.setClearButtonVisible(true);
        day.setWidthFull();
        (given.isEmpty() ? number : reason).setAutofocus(true);
        problem.addClassName("form-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        found.addClassName("chain-found");
        found.getElement().setAttribute("aria-live", "polite");
        add(problem, number, reason, day, found);
        var look = new Button(getTranslation("oversight.chain.look"), _ -> look());
        look.addThemeVariants(ButtonVariant.PRIMARY);
        look.addClickShortcut(Key.ENTER);
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()), look);
    }

    private void look() {
        problem.setVisible(false);
        found.removeAll();
        try {
            var chosen = day.getValue();
            if (chosen == null) {
                show(chains.lookUp(actor, number.getValue(), reason.getValue()));
            } else {
                show(chosen, past.lookUp(actor, number.getValue(), reason.getValue(), chosen));
            }
        } catch (RefusedException refused) {
            problem.setText(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
            problem.setVisible(true);
        }
    }

    private void show(List<ChainLevel> levels) {
        if (levels.isEmpty()) {
            found.add(new Paragraph(getTranslation("oversight.chain.none")));
            return;
        }
        var formats = Formats.current();
        found.add(new H3(getTranslation("oversight.chain.found")));
        var list = new DescriptionList();
        list.addClassName("facts");
        for (var level : levels) {
            list.add(
                    new DescriptionList.Term(level.tenant()),
                    new DescriptionList.Description(new Span(says(formats, level))));
            var account = level.account();
            if (account != null) {
                var named = account.name().isEmpty() ? account.id() : account.id() + " (" + account.name() + ")";
                list.add(
                        new DescriptionList.Term(getTranslation("oversight.chain.account")),
                        new DescriptionList.Description(new Span(getTranslation(
                                account.alias() ? "oversight.chain.as-alias" : "oversight.chain.as-id",
                                named,
                                formats.dateTime(account.since())))));
            }
        }
        found.add(list, recorded());
    }

    private void show(LocalDate day, List<PastLevel> levels) {
        var formats = Formats.current();
        if (levels.isEmpty()) {
            found.add(new Paragraph(getTranslation("oversight.chain.none-on", formats.date(day))));
            return;
        }
        found.add(new H3(getTranslation("oversight.chain.found-on", formats.date(day))));
        var list = new DescriptionList();
        list.addClassName("facts");
        for (var level : levels) {
            var until = level.until();
            list.add(
                    new DescriptionList.Term(level.tenant()),
                    new DescriptionList.Description(new Span(getTranslation(
                            until == null ? "oversight.chain.past" : "oversight.chain.past.until",
                            getTranslation("customers.kind." + level.kind()),
                            formats.dateTime(level.from()),
                            until == null ? "" : formats.dateTime(until)))));
        }
        found.add(list, recorded());
    }

    private Paragraph recorded() {
        var recorded = new Paragraph(getTranslation("oversight.chain.recorded"));
        recorded.addClassName("muted");
        return recorded;
    }

    private String says(Formats formats, ChainLevel level) {
        var until = level.until();
        return getTranslation(
                until == null ? "oversight.chain.level" : "oversight.chain.level.until",
                getTranslation("customers.kind." + level.kind()),
                getTranslation("oversight.status." + level.status()),
                formats.dateTime(level.since()),
                until == null ? "" : formats.dateTime(until));
    }
}
