package com.didstock.inventory.ui;

import com.didstock.inventory.DidPage;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.PageRequest;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.function.Consumer;

/** Below the list: how much there is, what is ticked, and the way to other pages. */
final class PageBar extends Composite<Div> {

    static final List<Integer> SIZES = List.of(50, 100, 200);

    private final Span shown = new Span();
    private final Span ticked = new Span();
    private final Button untick;
    private final Button tickedOnly;
    private final Button first;
    private final Button previous;
    private final Button next;
    private final Button last;
    private final Select<Integer> size = new Select<>();
    private final TextField goTo = new TextField();
    private final Consumer<PageRequest> turn;
    private PageRequest request = PageRequest.FIRST;
    private DidPage page = new DidPage(List.of(), null, null);
    private boolean showing;

    PageBar(Consumer<PageRequest> turn, Runnable untickAll, Runnable showTickedOnly) {
        this.turn = turn;
        untick = new Button(getTranslation("inventory.untick-all"), _ -> untickAll.run());
        untick.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        tickedOnly = new Button(getTranslation("inventory.ticked.only"), _ -> showTickedOnly.run());
        tickedOnly.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        first = button(
                VaadinIcon.ANGLE_DOUBLE_LEFT, "inventory.page.first", () -> turn.accept(request.at(null, false)));
        previous = button(
                VaadinIcon.ANGLE_LEFT, "inventory.page.previous", () -> turn.accept(request.at(page.first(), true)));
        next = button(VaadinIcon.ANGLE_RIGHT, "inventory.page.next", () -> turn.accept(request.at(page.last(), false)));
        last = button(VaadinIcon.ANGLE_DOUBLE_RIGHT, "inventory.page.last", () -> turn.accept(request.at(null, true)));

        size.setItems(SIZES);
        size.setAriaLabel(getTranslation("inventory.page.size"));
        size.setItemLabelGenerator(rows -> getTranslation("inventory.page.rows", rows));
        size.addClassName("page-size");
        size.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null) {
                turn.accept(new PageRequest(request.sort(), request.ascending(), null, false, event.getValue()));
            }
        });
        goTo.setAriaLabel(getTranslation("inventory.page.go-to"));
        goTo.setPlaceholder(getTranslation("inventory.page.go-to"));
        goTo.addClassName("go-to");
        goTo.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        goTo.addValueChangeListener(event -> goTo(event.getValue()));

        var buttons = new Span(first, previous, next, last);
        buttons.addClassName("page-bar-buttons");
        var pages = new Div(size, goTo, buttons);
        pages.addClassName("row");
        var spacer = new Span();
        spacer.addClassName("spacer");
        getContent().addClassName("card-foot");
        getContent().add(shown, ticked, tickedOnly, untick, spacer, pages);
    }

    /** The page on which this number, or the first after it, comes first. */
    private void goTo(String typed) {
        var digits = typed.replaceAll("\\D", "");
        if (digits.isEmpty() || digits.length() > 15) {
            return;
        }
        goTo.clear();
        // Just before the number itself: after the largest key that is smaller, whatever it is.
        var before = digits.substring(0, digits.length() - 1) + (char) (digits.charAt(digits.length() - 1) - 1) + ":";
        turn.accept(new PageRequest(DidSort.NUMBER, true, new PageRequest.Position("", before), false, request.size()));
    }

    void show(PageRequest now, DidPage rows, HitCount hits, int tickedCount) {
        showing = true;
        request = now;
        page = rows;
        var formats = Formats.current();
        var total = hits.exact()
                ? formats.count(hits.value())
                : getTranslation("inventory.page.over", formats.count(hits.value()));
        shown.setText(
                rows.first() == null && !rows.rows().isEmpty()
                        ? getTranslation(
                                "inventory.page.shown",
                                formats.count(1),
                                formats.count(rows.rows().size()),
                                total)
                        : getTranslation(
                                "inventory.page.some", formats.count(rows.rows().size()), total));
        first.setEnabled(rows.first() != null);
        previous.setEnabled(rows.first() != null);
        next.setEnabled(rows.last() != null);
        last.setEnabled(rows.last() != null);
        size.setValue(now.size());
        showTicked(tickedCount);
        showing = false;
    }

    void showTicked(int count) {
        ticked.setText(
                count == 0
                        ? ""
                        : getTranslation("inventory.ticked", Formats.current().count(count)));
        untick.setVisible(count > 0);
        tickedOnly.setVisible(count > 0);
    }

    private Button button(VaadinIcon icon, String key, Runnable action) {
        var button = new Button(icon.create(), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(getTranslation(key));
        button.setTooltipText(getTranslation(key));
        return button;
    }
}
