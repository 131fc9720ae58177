package com.didstock.notices.ui;

import com.didstock.notices.Notice;
import com.didstock.notices.NoticeKind;
import com.didstock.notices.Notices;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others did to the tenant's numbers, newest first. */
@Route("notices")
@Menu(order = 30.5, title = "notices.title", icon = "icons/bell.svg")
@PermitAll
class NoticesView extends Composite<Div> implements HasDynamicTitle {

    private static final int PAGE = 50;

    private final Actor actor;
    private final Notices notices;
    private final NoticeBells bells;
    private final TextField search = new TextField();
    private final Checkbox unreadOnly = new Checkbox();
    private final Grid<Notice> grid = new Grid<>();
    private final Div empty = new Div();
    private final Button more = new Button();
    private final List<Notice> shown = new ArrayList<>();
    private @Nullable Long next;

    NoticesView(CurrentActor currentActor, Notices notices, NoticeBells bells) {
        this.actor = currentActor.actor();
        this.notices = notices;
        this.bells = bells;
        search.setPlaceholder(getTranslation("notices.search"));
        search.setAriaLabel(getTranslation("notices.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> refresh());
        search.addClassName("list-search");
        unreadOnly.setLabel(getTranslation("notices.unread-only"));
        unreadOnly.addValueChangeListener(_ -> refresh());
        more.setText(getTranslation("notices.more"));
        more.addClickListener(_ -> load());
        addColumns();
        var head = new Div(search, unreadOnly);
        head.addClassName("card-search");
        var foot = new Div(more);
        foot.addClassName("card-foot");
        getContent()
                .add(
                        new ViewHeader(
                                getPageTitle(),
                                new Button(getTranslation("notices.read-all"), _ -> readAll()),
                                settingsButton()),
                        new Card(head, grid, empty, foot));
        refresh();
    }

    private Component settingsButton() {
        var button = new Button(
                getTranslation("notices.settings"), _ -> UI.getCurrent().navigate(NoticeSettingsView.class));
        button.setVisible(!actor.viewing());
        return button;
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addComponentColumn(this::sentence)
                .setHeader(getTranslation("notices.what"))
                .setFlexGrow(1)
                .setWidth("180px");
        grid.addColumn(notice -> Formats.current().dateTime(notice.at()))
                .setHeader(getTranslation("notices.when"))
                .setWidth("150px")
                .setFlexGrow(0);
    }

    private Component sentence(Notice notice) {
        var text = new Span(NoticeTexts.sentence(this, notice));
        if (notice.kind() == NoticeKind.STOCK_IDLE) {
            text.add(new Text(" "), NoticeTexts.numbers(this, notice));
        }
        if (notice.read()) {
            return text;
        }
        text.addClassName("notice-unread");
        var read = new Button(VaadinIcon.CHECK.create(), _ -> {
            notices.markRead(actor, List.of(notice.id()));
            changed();
        });
        read.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        read.setAriaLabel(getTranslation("notices.read"));
        read.setTooltipText(getTranslation("notices.read"));
        return new Div(text, read);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("notices.title");
    }

    private void readAll() {
        notices.markAllRead(actor);
        changed();
    }

    private void changed() {
        bells.refresh(actor);
        refresh();
    }

    private void refresh() {
        shown.clear();
        next = null;
        load();
    }

    private void load() {
        var page = notices.page(actor, search.getValue(), unreadOnly.getValue(), next, PAGE);
        shown.addAll(page.notices());
        next = page.next();
        grid.setItems(List.copyOf(shown));
        grid.setVisible(!shown.isEmpty());
        more.setVisible(next != null);
        empty.removeAll();
        if (shown.isEmpty()) {
            empty.add(new EmptyState(
                    getTranslation("notices.empty.title"),
                    getTranslation("notices.empty.hint"),
                    new Anchor("activity", getTranslation("notices.empty.activity"))));
        }
    }
}
