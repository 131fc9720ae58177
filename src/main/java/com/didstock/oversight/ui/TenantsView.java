package com.didstock.oversight.ui;

import com.didstock.oversight.NumberChains;
import com.didstock.oversight.OverseenTenant;
import com.didstock.oversight.PastChains;
import com.didstock.oversight.PersonSwitch;
import com.didstock.oversight.SupportAccess;
import com.didstock.oversight.TenantOrder;
import com.didstock.oversight.TenantSearch;
import com.didstock.oversight.TenantTree;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.SignedInUser;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.SheetLink;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tenants below the operator, to whatever depth, with how many numbers they hold and use. */
@Route("tenants")
@Menu(order = 15, title = "oversight.title", icon = "icons/users.svg")
@PermitAll
@OpenTo(kinds = TenantKind.OPERATOR)
class TenantsView extends Composite<Div> implements AfterNavigationObserver, HasDynamicTitle {

    private static final int FEW = 60;

    private final Actor actor;
    private final TenantTree tree;
    private final NumberChains chains;
    private final PastChains past;
    private final SupportAccess support;
    private final PersonSwitch session;
    private final SignedInUser user;
    private final boolean mayLookUp;
    private final TextField search = new TextField();
    private final Grid<OverseenTenant> grid = new Grid<>();
    private final Div empty = new Div();
    private final Div foot = new Div();
    private volatile String searched = "";

    TenantsView(
            CurrentActor currentActor,
            TenantTree tree,
            NumberChains chains,
            PastChains past,
            OwnProfile profile,
            SupportAccess support,
            PersonSwitch session) {
        this.actor = currentActor.actor();
        this.tree = tree;
        this.chains = chains;
        this.past = past;
        this.support = support;
        this.session = session;
        this.user = currentActor.user();
        this.mayLookUp = profile.read(actor).rights().contains(Right.ADMINISTER);
        search.addClassName("list-search");
        search.setPlaceholder(getTranslation("oversight.search"));
        search.setAriaLabel(getTranslation("oversight.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> refresh());
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        addColumns(Formats.current());
        grid.setItems(this::fetch, this::count);
        foot.addClassName("card-foot");
        var bar = new Div(search);
        bar.addClassName("card-search");
        var header = new ViewHeader(getPageTitle(), files());
        if (mayLookUp) {
            header.addActions(
                    new Button(getTranslation("oversight.looks"), _ -> new LooksDialog(chains.looks(actor)).open()),
                    new Button(getTranslation("oversight.chain"), VaadinIcon.SEARCH.create(), _ -> lookUp("")));
        }
        getContent().add(header, new Card(bar, grid, empty, foot));
        refresh();
    }

    /** What is listed, to take along; the text is read when it is fetched, outside of the screen's own thread. */
    private Div files() {
        var files = new Div();
        files.addClassName("charges-files");
        var columns = tree.header(actor);
        for (var format : SheetFormat.values()) {
            files.add(SheetLink.of(
                    getTranslation("customers.file." + format),
                    format,
                    "tenants",
                    columns,
                    sheet -> tree.write(actor, new TenantSearch(searched, TenantOrder.TREE, false), sheet)));
        }
        return files;
    }

    private void addColumns(Formats formats) {
        grid.addComponentColumn(this::name)
                .setHeader(getTranslation("oversight.name"))
                .setSortProperty(TenantOrder.NAME.name())
                .setSortable(true)
                .setResizable(true)
                .setWidth("13rem")
                .setFlexGrow(1);
        text("oversight.kind", tenant -> getTranslation("customers.kind." + tenant.kind()));
        text("oversight.status", tenant -> getTranslation("customers.status." + tenant.status()));
        figure("oversight.held", TenantOrder.HELD, tenant -> formats.count(tenant.held()));
        figure("oversight.in-use", TenantOrder.IN_USE, tenant -> formats.count(tenant.inUse()));
        figure("oversight.idle", TenantOrder.IDLE, tenant -> formats.count(tenant.idle()));
        figure("oversight.limit", TenantOrder.LIMIT_USED, tenant -> limit(formats, tenant));
        figure("oversight.cost", TenantOrder.COST, tenant -> sums(formats, tenant.monthlyCost()));
        figure("oversight.revenue", TenantOrder.REVENUE, tenant -> sums(formats, tenant.monthlyRevenue()));
        if (mayLookUp) {
            grid.addComponentColumn(this::viewAs)
                    .setWidth("3.75rem")
                    .setFlexGrow(0)
                    .setFrozenToEnd(true);
        }
    }

    /** Where the tenant lets the operator; a button that is always refused would only tease. */
    private Component viewAs(OverseenTenant tenant) {
        var until = tenant.viewableUntil();
        if (until == null) {
            return new Span();
        }
        var view = new Button(VaadinIcon.EYE.create(), _ -> begin(tenant));
        view.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_ICON);
        view.setAriaLabel(getTranslation("oversight.view-as.who", tenant.name()));
        view.setTooltipText(getTranslation(
                "oversight.view-as.until", tenant.name(), Formats.current().dateTime(until)));
        return view;
    }

    private void begin(OverseenTenant tenant) {
        try {
            support.begin(actor, tenant.id());
            session.become(user.viewingAs(tenant.id()));
        } catch (RefusedException refused) {
            Notifications.warning(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
            refresh();
        }
    }

    private void text(String key, Function<OverseenTenant, String> value) {
        grid.addColumn(value::apply)
                .setHeader(getTranslation(key))
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    private void figure(String key, TenantOrder order, Function<OverseenTenant, String> value) {
        grid.addColumn(value::apply)
                .setHeader(getTranslation(key))
                .setSortProperty(order.name())
                .setSortable(true)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth(order == TenantOrder.COST || order == TenantOrder.REVENUE ? "9rem" : "6.5rem")
                .setFlexGrow(0);
    }

    /** Indented as the tree has it; who stands above is told to those who can't see an indent, and when it is no tree. */
    private Div name(OverseenTenant tenant) {
        var name = new Div(tenant.name());
        var above = String.join(" › ", tenant.parents());
        var path = new Div(above);
        path.addClassName("muted");
        path.setVisible(!above.isEmpty());
        var cell = new Div(name, path);
        cell.getStyle().set("padding-inline-start", (tenant.level() - 1) * 1.25 + "rem");
        return cell;
    }

    private static String limit(Formats formats, OverseenTenant tenant) {
        var most = tenant.maxNumbers();
        return most == null ? "—" : "%s / %s".formatted(formats.count(tenant.held()), formats.count(most));
    }

    private static String sums(Formats formats, Map<String, BigDecimal> sums) {
        return sums.isEmpty()
                ? "—"
                : sums.entrySet().stream()
                        .map(sum -> formats.money(sum.getValue(), sum.getKey()))
                        .sorted()
                        .collect(Collectors.joining(" · "));
    }

    private Stream<OverseenTenant> fetch(Query<OverseenTenant, Void> query) {
        var order = query.getSortOrders().stream().findFirst();
        var wanted = new TenantSearch(
                search.getValue(),
                order.map(QuerySortOrder::getSorted).map(TenantOrder::valueOf).orElse(TenantOrder.TREE),
                order.filter(it -> it.getDirection() == SortDirection.DESCENDING)
                        .isPresent());
        return tree.page(actor, wanted, query.getOffset(), query.getLimit()).tenants().stream();
    }

    private int count(Query<OverseenTenant, Void> query) {
        return total();
    }

    private int total() {
        return tree.page(actor, new TenantSearch(search.getValue(), TenantOrder.TREE, false), 0, 0)
                .total();
    }

    private void refresh() {
        searched = search.getValue();
        var total = total();
        grid.setAllRowsVisible(total <= FEW);
        grid.setHeight(total <= FEW ? null : "70vh");
        grid.setVisible(total > 0);
        grid.getDataProvider().refreshAll();
        foot.setText(getTranslation("oversight.total", total));
        foot.setVisible(total > 0);
        empty.removeAll();
        if (total == 0) {
            empty.add(new EmptyState(getTranslation("oversight.empty.title"), getTranslation("oversight.empty.hint")));
        }
    }

    private void lookUp(String number) {
        new ChainDialog(actor, chains, past, number).open();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (mayLookUp) {
            event.getLocation()
                    .getQueryParameters()
                    .getSingleParameter("number")
                    .ifPresent(this::lookUp);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("oversight.title");
    }
}
