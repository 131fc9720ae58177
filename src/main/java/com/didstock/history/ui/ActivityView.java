package com.didstock.history.ui;

import com.didstock.assignment.Plans;
import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLog;
import com.didstock.history.Change;
import com.didstock.history.NumberHistory;
import com.didstock.history.NumberStays;
import com.didstock.history.Thing;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.SheetLink;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done to the tenant's numbers, by whom, newest first. */
@Route("activity")
@Menu(order = 30, title = "activity.title", icon = "icons/activity.svg")
@PermitAll
class ActivityView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final int PAGE = 50;

    private final Actor actor;
    private final ActivityLog log;
    private final NumberHistory numbers;
    private final NumberStays stays;
    private final UndoDesk undo;
    private final PlansCard planned;
    private final ComboBox<String> operation = new ComboBox<>();
    private final TextField number = new TextField();
    private final DatePicker from = new DatePicker();
    private final DatePicker to = new DatePicker();
    private final Grid<ActivityEntry> grid = new Grid<>();
    private final Div empty = new Div();
    private final Button more = new Button();
    private final List<ActivityEntry> shown = new ArrayList<>();
    private volatile ActivityFilter filter = ActivityFilter.ALL;
    private @Nullable String next;

    ActivityView(
            CurrentActor currentActor,
            ActivityLog log,
            NumberHistory numbers,
            NumberStays stays,
            UndoDesk undo,
            Plans plans) {
        this.actor = currentActor.actor();
        this.log = log;
        this.numbers = numbers;
        this.stays = stays;
        this.undo = undo;
        this.planned = new PlansCard(actor, plans);
        operation.addClassName("list-search");
        operation.setAriaLabel(getTranslation("activity.operation"));
        operation.setPlaceholder(getTranslation("activity.operation"));
        operation.setItems(log.operations(actor));
        operation.setItemLabelGenerator(this::operation);
        operation.setClearButtonVisible(true);
        operation.addValueChangeListener(_ -> refresh());
        number.addClassName("list-search");
        number.setAriaLabel(getTranslation("activity.number"));
        number.setPlaceholder(getTranslation("activity.number"));
        number.setPrefixComponent(VaadinIcon.SEARCH.create());
        number.setClearButtonVisible(true);
        number.setValueChangeMode(ValueChangeMode.LAZY);
        number.addValueChangeListener(_ -> refresh());
        label(from, "activity.from");
        label(to, "activity.to");
        more.setText(getTranslation("activity.more"));
        more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        more.addClickListener(_ -> load());
        buildGrid(Formats.current());
        var search = new Div(number, operation, from, to);
        search.addClassName("card-search");
        var foot = new Div(more);
        foot.addClassName("card-foot");
        getContent().add(new ViewHeader(getPageTitle(), download()), planned, new Card(search, grid, empty, foot));
    }

    private Anchor download() {
        var locale = getLocale();
        var files = new HistoryFiles(Formats.current(), (key, arguments) -> getTranslation(locale, key, arguments));
        return SheetLink.of(
                getTranslation("activity.download"),
                SheetFormat.CSV,
                "activity",
                HistoryFiles.OF_ACTIVITY,
                sheet -> files.activity(log, actor, filter, sheet));
    }

    private void buildGrid(Formats formats) {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(entry -> formats.dateTime(entry.at()))
                .setHeader(getTranslation("activity.when"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(entry -> operation(entry.operation()))
                .setHeader(getTranslation("activity.operation"))
                .setAutoWidth(true);
        grid.addColumn(entry -> formats.count(entry.numbers()))
                .setHeader(getTranslation("activity.numbers"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(entry -> getTranslation("activity.change." + entry.change()))
                .setHeader(getTranslation("activity.change"))
                .setAutoWidth(true);
        grid.addComponentColumn(entry -> target(entry.target()))
                .setHeader(getTranslation("activity.target"))
                .setAutoWidth(true);
        grid.addColumn(entry -> ChangeTexts.who(entry.who(), this::getTranslation))
                .setHeader(getTranslation("activity.who"))
                .setAutoWidth(true);
        grid.addComponentColumn(entry -> {
                    var open = new Button(
                            getTranslation("activity.show"),
                            _ -> new ChangesDialog(actor, numbers, stays, entry, operation(entry.operation())).open());
                    open.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
                    open.setVisible(entry.numbers() > 0
                            && entry.change() != Change.LOOKED_UP
                            && entry.change() != Change.DOWNLOADED);
                    return undo.offers(entry) ? new Span(open, undoButton(entry)) : open;
                })
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    /** What was aimed at; of a file of numbers, the way to the search that found them. */
    private Component target(@Nullable Thing target) {
        if (target == null) {
            return new Span("—");
        }
        var name = target.name();
        if (target.kind() != Thing.Kind.FILE || name == null) {
            return new Span(ChangeTexts.thing(target, this::getTranslation));
        }
        var parts = name.split("\\?", 2);
        if (parts.length == 1) {
            return new Span(parts[0]);
        }
        var search = new Anchor(
                "inventory?" + (parts[1].isEmpty() ? "all=1" : parts[1]), getTranslation("activity.file.search"));
        return new Span(new Span(parts[0] + " · "), search);
    }

    private Button undoButton(ActivityEntry entry) {
        var name = operation(entry.operation());
        var button = new Button(getTranslation("activity.undo"), _ -> undo.ask(actor, entry, name, this::refresh));
        button.setAriaLabel(getTranslation("activity.undo.title", name));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        return button;
    }

    private void label(DatePicker day, String key) {
        day.setAriaLabel(getTranslation(key));
        day.setPlaceholder(getTranslation(key));
        day.setClearButtonVisible(true);
        day.addValueChangeListener(_ -> refresh());
    }

    private String operation(String kind) {
        return getTranslation("activity.operation." + kind);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("activity.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation().getQueryParameters().getSingleParameter("number").ifPresent(number::setValue);
        planned.refresh();
        refresh();
    }

    private void refresh() {
        shown.clear();
        next = null;
        load();
    }

    private void load() {
        var digits = number.getValue().replaceAll("\\D", "");
        filter = new ActivityFilter(
                operation.getValue(),
                digits.isEmpty() ? null : digits,
                startOf(from.getValue()),
                to.getValue() == null ? null : startOf(to.getValue().plusDays(1)));
        var page = log.page(actor, filter, next, PAGE);
        shown.addAll(page.entries());
        next = page.next();
        grid.setItems(shown);
        grid.setVisible(!shown.isEmpty());
        more.setVisible(next != null);
        empty.removeAll();
        if (shown.isEmpty()) {
            empty.add(new EmptyState(getTranslation("activity.empty.title"), getTranslation("activity.empty.hint")));
        }
    }

    /** Days begin in the reader's time zone; the last day is meant to its end. */
    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(Formats.current().zone()).toInstant();
    }
}
