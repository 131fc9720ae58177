package com.didstock.charges.ui;

import com.didstock.charges.ChargeFilter;
import com.didstock.charges.ChargeKind;
import com.didstock.charges.ChargeLine;
import com.didstock.charges.ChargePage;
import com.didstock.charges.Charges;
import com.didstock.charges.Counterparty;
import com.didstock.charges.Statement;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.ValueProvider;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A month's charges one by one, with the search for some of them. */
final class LinesCard extends Composite<Div> {

    private static final int PAGE = 50;

    /** Whose charges: all that are paid, or earned, or those of one child; null id with earned means all children. */
    record Whose(
            String label,
            @Nullable Boolean earned,
            @Nullable Integer childId) {}

    private final Actor actor;
    private final Charges charges;
    private final BiConsumer<YearMonth, ChargeFilter> searched;
    private final TextField number = new TextField();
    private final ComboBox<ChargeKind> kind = new ComboBox<>();
    private final ComboBox<Whose> whose = new ComboBox<>();
    private final Grid<ChargeLine> grid = new Grid<>();
    private final Div empty = new Div();
    private final Button more = new Button();
    private final List<ChargeLine> shown = new ArrayList<>();
    private YearMonth month = YearMonth.of(2000, 1);
    private ChargePage.@Nullable Place next;
    private boolean changing;

    /**
     * @param searched is told what is searched for, whenever that changes
     */
    LinesCard(Actor actor, Charges charges, BiConsumer<YearMonth, ChargeFilter> searched) {
        this.actor = actor;
        this.searched = searched;
        this.charges = charges;
        number.addClassName("list-search");
        number.setAriaLabel(getTranslation("charges.number"));
        number.setPlaceholder(getTranslation("charges.number"));
        number.setPrefixComponent(VaadinIcon.SEARCH.create());
        number.setClearButtonVisible(true);
        number.setValueChangeMode(ValueChangeMode.LAZY);
        number.addValueChangeListener(_ -> refresh());
        kind.setItems(ChargeKind.values());
        kind.setItemLabelGenerator(it -> getTranslation("charges.kind." + it));
        choice(kind, "charges.kind");
        whose.setItemLabelGenerator(Whose::label);
        choice(whose, "charges.whose");
        more.setText(getTranslation("charges.more"));
        more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        more.addClickListener(_ -> load());
        buildGrid();
        var search = new Div(number, kind, whose);
        search.addClassName("card-search");
        var foot = new Div(more);
        foot.addClassName("card-foot");
        getContent().add(new Card(search, grid, empty, foot));
    }

    private void choice(ComboBox<?> box, String key) {
        box.addClassName("list-search");
        box.setAriaLabel(getTranslation(key));
        box.setPlaceholder(getTranslation(key));
        box.setClearButtonVisible(true);
        box.addValueChangeListener(_ -> refresh());
    }

    private void buildGrid() {
        var formats = Formats.current();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        text(
                "charges.number",
                line -> FormattedNumber.of(new DidNumber(line.number())).text());
        text("charges.kind", line -> getTranslation("charges.kind." + line.kind()));
        grid.addColumn(line -> line.days() == 0 ? "" : formats.count(line.days()))
                .setHeader(getTranslation("charges.days"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> formats.money(line.amount().stripTrailingZeros(), line.currency()))
                .setHeader(getTranslation("charges.amount"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
        text("charges.direction", line -> getTranslation(line.earned() ? "charges.earned" : "charges.paid"));
        text("charges.counterparty", line -> ChargeTexts.counterparty(line.counterparty(), this::getTranslation));
        text("charges.batch", line -> line.batch() == null ? "—" : line.batch());
    }

    private void text(String key, ValueProvider<ChargeLine, String> value) {
        grid.addColumn(value).setHeader(getTranslation(key)).setAutoWidth(true);
    }

    /** Shows another month; what is searched for stays, if there is any of it. */
    void show(Statement statement) {
        month = statement.month();
        changing = true;
        whose.setItems(choices(statement));
        changing = false;
        refresh();
    }

    private List<Whose> choices(Statement statement) {
        var children = statement.sums().stream()
                .map(Statement.Sum::counterparty)
                .flatMap(it -> it instanceof Counterparty.Child child ? Stream.of(child) : Stream.empty())
                .distinct()
                .map(child -> new Whose(child.name(), true, child.id()))
                .sorted(Comparator.comparing(Whose::label))
                .toList();
        whose.setVisible(!children.isEmpty());
        return Stream.concat(
                        Stream.of(
                                new Whose(getTranslation("charges.all-paid"), false, null),
                                new Whose(getTranslation("charges.all-earned"), true, null)),
                        children.stream())
                .toList();
    }

    private ChargeFilter filter() {
        var chosen = whose.getValue();
        return new ChargeFilter(
                number.getValue().strip(),
                chosen == null ? null : chosen.earned(),
                chosen == null ? null : chosen.childId(),
                null,
                kind.getValue());
    }

    private void refresh() {
        if (!changing) {
            shown.clear();
            next = null;
            searched.accept(month, filter());
            load();
        }
    }

    private void load() {
        var page = charges.page(actor, month, filter(), next, PAGE);
        shown.addAll(page.lines());
        next = page.next();
        grid.setItems(shown);
        grid.setVisible(!shown.isEmpty());
        more.setVisible(next != null);
        empty.removeAll();
        if (shown.isEmpty()) {
            empty.add(new EmptyState(getTranslation("charges.none.title"), getTranslation("charges.none.hint")));
        }
    }
}
