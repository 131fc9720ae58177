package com.didstock.uploads.ui;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UploadPreview;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.UploadRow;
import com.didstock.uploads.UploadRow.Difference;
import com.didstock.uploads.UploadRow.Kind;
import com.didstock.uploads.UploadRow.Part;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an import would do, number by number: those that come in, change, stay or can't be changed; a page at a time. */
final class RowsPanel extends Composite<Card> {

    private static final int PAGE = 20;

    private final Actor actor;
    private final UploadPreview preview;
    private final UploadReport report;
    private final Supplier<ImportChoices> choices;
    private final Formats formats = Formats.current();
    private final Select<Kind> kind = new Select<>();
    private final Grid<UploadRow> grid = new Grid<>();
    private final Div none = new Div();
    private final Button back = new Button();
    private final Button on = new Button();
    private final Div pages = new Div();
    private final Deque<Integer> pagesBefore = new ArrayDeque<>();
    private int from;
    private @Nullable Integer next;

    /** @param choices with which the file would be imported now */
    RowsPanel(Actor actor, UploadPreview preview, UploadReport report, Supplier<ImportChoices> choices) {
        this.actor = actor;
        this.preview = preview;
        this.report = report;
        this.choices = choices;
    }

    @Override
    protected Card initContent() {
        var card = Card.titled(getTranslation("uploads.rows"));
        card.addClassName("stack");
        kind.setAriaLabel(getTranslation("uploads.rows.kind"));
        kind.addClassName("problem-kind");
        kind.setItems(kinds());
        kind.setItemLabelGenerator(it -> getTranslation("uploads.rows.kind." + it));
        kind.setValue(kinds().getFirst());
        kind.addValueChangeListener(_ -> restart());
        columns();
        none.addClassNames("view-hint", "muted");
        none.getElement().setAttribute("role", "status");
        back.setText(getTranslation("uploads.rows.back"));
        back.addClickListener(_ -> show(Objects.requireNonNullElse(pagesBefore.poll(), 0)));
        on.setText(getTranslation("uploads.rows.on"));
        on.addClickListener(_ -> {
            pagesBefore.push(from);
            show(Objects.requireNonNullElse(next, from));
        });
        pages.add(back, on);
        pages.addClassName("row");
        card.add(kind, none, grid, pages);
        show(0);
        return card;
    }

    /** Reads again: something else would be done now. */
    void restart() {
        pagesBefore.clear();
        show(0);
    }

    private List<Kind> kinds() {
        var kinds = new ArrayList<Kind>();
        if (report.ready() > 0) {
            kinds.add(Kind.NEW);
        }
        if (report.isUpdatable()) {
            kinds.addAll(List.of(Kind.CHANGED, Kind.UNCHANGED, Kind.REFUSED));
        }
        return kinds;
    }

    private void columns() {
        grid.addComponentColumn(this::number)
                .setKey("number")
                .setHeader(getTranslation("uploads.rows.number"))
                .setFlexGrow(2);
        grid.addComponentColumn(this::costs)
                .setKey("costs")
                .setHeader(getTranslation("uploads.rows.costs"))
                .setFlexGrow(2);
        grid.addComponentColumn(this::details)
                .setKey("details")
                .setHeader(getTranslation("uploads.rows.details"))
                .setFlexGrow(3);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", getTranslation("uploads.rows"));
    }

    private void show(int entry) {
        var page = preview.rows(actor, report.id(), kind.getValue(), entry, PAGE, choices.get());
        from = entry;
        next = page.next();
        grid.setItems(page.rows());
        grid.setVisible(!page.rows().isEmpty());
        none.setVisible(page.rows().isEmpty());
        none.setText(getTranslation(next == null ? "uploads.rows.none" : "uploads.rows.none-yet"));
        back.setEnabled(!pagesBefore.isEmpty());
        on.setEnabled(next != null);
        pages.setVisible(back.isEnabled() || on.isEnabled());
    }

    private Div number(UploadRow row) {
        return two(
                FormattedNumber.of(new DidNumber(row.number())).text(),
                getTranslation("uploads.rows.line", formats.count(row.line())));
    }

    private Div costs(UploadRow row) {
        return two(
                getTranslation("uploads.rows.monthly", money(row.recurringCost(), row.currency())),
                getTranslation("uploads.rows.once", money(row.activationCost(), row.currency())));
    }

    private String money(@Nullable BigDecimal amount, String currency) {
        return amount == null || currency.isEmpty() ? "–" : formats.money(amount, currency);
    }

    private Div details(UploadRow row) {
        var details = new Div();
        if (row.changes().isEmpty()) {
            if (!row.holder().isEmpty()) {
                details.add(new Div(
                        row.account().isEmpty()
                                ? row.holder()
                                : getTranslation("uploads.rows.used", row.holder(), row.account())));
            }
            details.add(two(
                    row.vendorBatch(),
                    Stream.of(Objects.toString(row.country(), ""), Objects.toString(row.area(), ""), row.description())
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" · "))));
        }
        // Where the currency changes as well, the amounts before are in another one.
        var isInOneCurrency = row.changes().stream().noneMatch(change -> change.part() == Part.CURRENCY);
        row.changes().forEach(change -> details.add(difference(change, isInOneCurrency ? row.currency() : "")));
        return details;
    }

    private Div difference(Difference change, String currency) {
        var part = new Span(getTranslation("uploads.rows.part." + change.part()) + " ");
        part.addClassName("muted");
        return new Div(
                part,
                new Span(said(change.part(), change.before(), currency) + " → "
                        + said(change.part(), change.after(), currency)));
    }

    private String said(Part part, String text, String currency) {
        if (text.isEmpty()) {
            return "–";
        }
        return switch (part) {
            case ACTIVATION_COST, RECURRING_COST ->
                currency.isEmpty() ? text : formats.money(new BigDecimal(text), currency);
            case RELEASED -> formats.dateTime(Instant.parse(text));
            case VENDOR_BATCH, CURRENCY, DESCRIPTION, GROUP, COUNTRY, AREA, FREE_OF_CHARGE, STATUS -> text;
        };
    }

    private static Div two(String text, String below) {
        var small = new Div(below);
        small.addClassNames("muted", "small");
        return new Div(new Div(text), small);
    }
}
