package com.didstock.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.ValueProvider;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page with one list: heading, the way to add something, a search field, the list, and a hint when it is empty. For
 * lists of hundreds of lines, not for numbers.
 *
 * @param <T> a line of the list
 */
public class ListPage<T> extends Composite<Div> {

    private final Grid<T> grid = new Grid<>();
    private final TextField search = new TextField();
    private final Div bar = new Div(search);
    private final Div narrowed = new Div();
    private final Div empty = new Div();
    private final Function<String, List<T>> find;
    private final String emptyTitle;
    private final String emptyHint;
    private Runnable searched = this::refresh;
    private BooleanSupplier narrowing = () -> false;
    private Supplier<EmptyState> nothingFound = () -> new EmptyState("", "");

    /**
     * @param find finds the lines whose names contain a text
     */
    public ListPage(
            ViewHeader header,
            String searchLabel,
            Function<String, List<T>> find,
            String emptyTitle,
            String emptyHint) {
        this.find = find;
        this.emptyTitle = emptyTitle;
        this.emptyHint = emptyHint;
        search.setPlaceholder(searchLabel);
        search.setAriaLabel(searchLabel);
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> searched.run());
        search.addClassName("list-search");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        bar.addClassName("card-search");
        getContent().add(header, new Card(bar, narrowed, grid, empty));
    }

    public Grid.Column<T> text(String header, ValueProvider<T, ?> value) {
        return grid.addColumn(value).setHeader(header).setAutoWidth(true).setResizable(true);
    }

    public Grid.Column<T> figure(String header, ValueProvider<T, ?> value) {
        return text(header, value).setTextAlign(ColumnTextAlign.END).setFlexGrow(0);
    }

    /** A column of more than text. */
    public Grid.Column<T> component(String header, ValueProvider<T, Component> cell) {
        return grid.addComponentColumn(cell).setHeader(header).setAutoWidth(true);
    }

    /** What can be done with a line, in a menu at its end. */
    public void actions(String label, List<Action<T>> actions) {
        grid.addComponentColumn(line -> {
                    var menu = new MenuBar();
                    menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_SMALL);
                    var item = menu.addItem(VaadinIcon.ELLIPSIS_DOTS_H.create());
                    item.setAriaLabel(label);
                    actions.stream()
                            .filter(action -> action.possible().test(line))
                            .forEach(action -> item.getSubMenu()
                                    .addItem(action.label(), _ -> action.run().accept(line)));
                    return menu;
                })
                .setWidth("64px")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
    }

    /**
     * Something that can be done with a line.
     *
     * @param possible with which lines; for the others it is not in the menu
     */
    public record Action<T>(String label, Consumer<T> run, Predicate<T> possible) {

        /** What can be done with every line. */
        public Action(String label, Consumer<T> run) {
            this(label, run, _ -> true);
        }
    }

    /**
     * More ways to narrow the list than by a name.
     *
     * @param button stands beside the search field
     * @param sentence stands below it, and says what is searched
     */
    public void narrowBy(Component button, Component sentence) {
        bar.add(button);
        narrowed.add(sentence);
    }

    /**
     * Lets the page itself do what a typed text asks for, such as go to another address. It searches by {@link #search}.
     *
     * @param typed is given what stands in the search field
     */
    public void onSearch(Consumer<String> typed) {
        searched = () -> typed.accept(search.getValue().strip());
    }

    /**
     * Says something else than that there is nothing at all, when there is only nothing that is searched.
     *
     * @param narrowed whether not everything is searched
     */
    public void whenNothingIsFound(BooleanSupplier narrowed, String title, String hint) {
        narrowing = narrowed;
        nothingFound = () -> new EmptyState(title, hint);
    }

    /** Searches a text, which then also stands in the search field. */
    public void search(String text) {
        if (!search.getValue().strip().equals(text)) {
            search.setValue(text);
        }
        refresh();
    }

    /** Opens a line, when it is double-clicked. */
    public void onOpen(Consumer<T> open) {
        grid.addItemDoubleClickListener(event -> open.accept(event.getItem()));
    }

    public void refresh() {
        var lines = find.apply(search.getValue().strip());
        grid.setItems(lines);
        grid.setVisible(!lines.isEmpty());
        empty.removeAll();
        if (lines.isEmpty()) {
            empty.add(narrowing.getAsBoolean() ? nothingFound.get() : new EmptyState(emptyTitle, emptyHint));
        }
    }

    /** {@return the way to add something} */
    public static Button primary(String label, Runnable action) {
        var button = new Button(label, VaadinIcon.PLUS.create(), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    /** {@return the text, or a dash for none} */
    public static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }
}
