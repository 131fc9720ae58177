package com.didstock.customers.ui;

import com.didstock.customers.CustomerQuery;
import com.didstock.customers.CustomerSearch;
import com.didstock.groups.DidGroupRow;
import com.didstock.groups.DidGroups;
import com.didstock.pricing.AssignedBatches;
import com.didstock.searches.SavedSearches;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import com.didstock.tenancy.TenantUsers;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The resellers and customers directly below, with what they have and what they pay. */
@Route("customers")
@Menu(order = 14, title = "customers.title", icon = "icons/users.svg")
@PermitAll
@OpenTo(
        right = Right.ADMINISTER,
        kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class CustomersView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    /** Wide enough for each status: a line changes its own while it is shown. */
    private static final String STATUS_WIDTH = "116px";

    private final Actor actor;
    private final ChildTenants children;
    private final TenantUsers users;
    private final AssignedBatches assignedBatches;
    private final DidGroups groups;
    private final ListPage<ChildTenantRow> page;
    private final CustomerTotals totals;
    private final CustomerNarrowing narrowing;

    CustomersView(
            CurrentActor currentActor,
            CustomerSearch search,
            SavedSearches saved,
            ChildTenants children,
            TenantUsers users,
            AssignedBatches assignedBatches,
            DidGroups groups,
            MoveDesk moves,
            RatesDialog.Desk rates,
            OwnProfile profile) {
        this.actor = currentActor.actor();
        this.children = children;
        this.users = users;
        this.assignedBatches = assignedBatches;
        this.groups = groups;
        this.narrowing = new CustomerNarrowing(actor, search, saved, this::go);
        var own = profile.read(actor);
        var header = new ViewHeader(
                getPageTitle(),
                narrowing.files(),
                new Button(
                        getTranslation("customers.compare"),
                        _ -> getUI().ifPresent(ui -> ui.navigate("customers/compare"))),
                new Button(
                        getTranslation("customers.own-users"),
                        _ -> new UsersDialog(actor, users, actor.tenantId(), own.kind(), own.tenantName()).open()),
                ListPage.primary(getTranslation("customers.create"), () -> edit(null)));
        page = new ListPage<>(
                header,
                getTranslation("customers.search"),
                _ -> find(),
                getTranslation("customers.empty.title"),
                getTranslation("customers.empty.hint"));
        totals = new CustomerTotals(page, Formats.current());
        addColumns(Formats.current());
        page.actions(
                getTranslation("customers.actions"),
                List.of(
                        new ListPage.Action<>(getTranslation("customers.show"), this::showNumbers),
                        new ListPage.Action<>(getTranslation("customers.accounts"), this::showAccounts),
                        new ListPage.Action<>(getTranslation("customers.edit"), this::edit),
                        new ListPage.Action<>(getTranslation("customers.batches"), this::editBatches),
                        new ListPage.Action<>(
                                getTranslation("customers.rates"),
                                row -> new RatesDialog(actor, rates, row.child()).open()),
                        new ListPage.Action<>(getTranslation("customers.users"), this::showUsers),
                        new ListPage.Action<>(
                                getTranslation("customers.move"),
                                row -> moves.move(actor, row.child(), page::refresh),
                                row -> row.child().status() != TenantStatus.CLOSED),
                        new ListPage.Action<>(
                                getTranslation("customers.move-all"),
                                row -> moves.moveCustomers(actor, row.child(), page::refresh),
                                row -> row.child().kind() == TenantKind.RESELLER),
                        toStatus(TenantStatus.SUSPENDED),
                        toStatus(TenantStatus.ACTIVE),
                        toStatus(TenantStatus.CLOSED)));
        page.onOpen(this::edit);
        page.narrowBy(narrowing.tools(), narrowing.sentence());
        page.whenNothingIsFound(
                () -> !narrowing.place().what().equals(CustomerQuery.EVERYBODY),
                getTranslation("customers.none.title"),
                getTranslation("customers.none.hint"));
        page.onSearch(typed -> narrowing.narrow(narrowing.place().what().withText(typed)));
        getContent().add(page);
    }

    private ListPage.Action<ChildTenantRow> toStatus(TenantStatus wanted) {
        return new ListPage.Action<>(
                getTranslation("customers.to." + wanted),
                row -> changeStatus(row, wanted),
                row -> row.child().status() != wanted && row.child().status() != TenantStatus.CLOSED);
    }

    private void addColumns(Formats formats) {
        page.text(getTranslation("customers.name"), row -> row.child().name())
                .setFooter(getTranslation("customers.total"));
        page.text(
                getTranslation("customers.kind"),
                row -> getTranslation("customers.kind." + row.child().kind()));
        page.text(
                        getTranslation("customers.status"),
                        row -> getTranslation("customers.status." + row.child().status()))
                .setAutoWidth(false)
                .setWidth(STATUS_WIDTH)
                .setFlexGrow(0);
        totals.count(getTranslation("customers.numbers"), row -> row.numbers().total());
        totals.count(getTranslation("customers.in-use"), row -> row.numbers().inUse());
        totals.count(
                getTranslation("customers.idle"),
                row -> row.numbers().total() - row.numbers().inUse());
        totals.money(getTranslation("customers.cost"), row -> row.numbers().monthlyCost());
        totals.money(getTranslation("customers.revenue"), row -> row.numbers().monthlyRevenue());
        totals.money(getTranslation("customers.margin"), row -> row.numbers().monthlyMargin());
        page.figure(getTranslation("customers.assigned"), row -> formats.count(row.assignedBatches()));
    }

    private List<ChildTenantRow> find() {
        var rows = narrowing.find();
        totals.show(rows);
        return rows;
    }

    /** What is searched stands in the address: to come back to, to reload, to send to somebody. */
    private void go(CustomerPlace wanted) {
        if (!wanted.equals(narrowing.place())) {
            var parameters = wanted.parameters();
            var address =
                    parameters.getParameters().isEmpty() && narrowing.first().isPresent()
                            ? CustomerPlace.ALL
                            : parameters;
            getUI().ifPresent(ui -> ui.navigate(CustomersView.class, address));
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        var first = parameters.getParameters().isEmpty() ? narrowing.first() : Optional.<CustomerPlace>empty();
        if (first.isPresent()) {
            event.forwardTo(CustomersView.class, first.get().parameters());
            return;
        }
        narrowing.show(CustomerPlace.of(parameters));
        page.search(narrowing.place().what().text());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("customers.title");
    }

    private void edit(@Nullable ChildTenantRow row) {
        new ChildForm(row == null ? null : row.child())
                .dialog((draft) -> attempt(() -> {
                    if (row == null) {
                        children.create(actor, draft.kind(), draft.currency(), draft.ownVendors(), draft.terms());
                    } else {
                        children.update(actor, row.id(), row.child().version(), draft.terms());
                    }
                }))
                .open();
    }

    private void editBatches(ChildTenantRow row) {
        new AssignedBatchList(
                        assignedBatches.list(actor, row.id()),
                        assignedBatches.fitting(actor, row.id()),
                        groups.list(actor, "").stream().map(DidGroupRow::group).toList())
                .dialog(row.child().name(), wanted -> attempt(() -> assignedBatches.set(actor, row.id(), wanted)))
                .open();
    }

    private void showNumbers(ChildTenantRow row) {
        getUI().ifPresent(ui -> ui.navigate("inventory", QueryParameters.of("with", Integer.toString(row.id()))));
    }

    private void showAccounts(ChildTenantRow row) {
        if (row.child().kind() == TenantKind.CUSTOMER) {
            getUI().ifPresent(ui -> ui.navigate("customers/" + row.id() + "/accounts"));
        } else {
            Notifications.warning(
                    getTranslation("customers.accounts.none", row.child().name()));
        }
    }

    private void showUsers(ChildTenantRow row) {
        new UsersDialog(actor, users, row.id(), row.child().kind(), row.child().name()).open();
    }

    /** Lets in again at once; keeping out and closing are asked first. */
    private void changeStatus(ChildTenantRow row, TenantStatus wanted) {
        var name = row.child().name();
        Runnable change =
                () -> tell(() -> children.setStatus(actor, row.id(), row.child().version(), wanted));
        if (wanted == TenantStatus.ACTIVE) {
            change.run();
            return;
        }
        if (wanted == TenantStatus.CLOSED && row.numbers().total() > 0) {
            // It can't be closed yet: the way on are its numbers.
            ConfirmAction.ask(
                    getTranslation("customers.to.CLOSED.not-yet.title", name),
                    getTranslation(
                            "customers.to.CLOSED.not-yet.text",
                            name,
                            row.numbers().total()),
                    getTranslation("customers.show"),
                    false,
                    () -> showNumbers(row));
            return;
        }
        ConfirmAction.ask(
                getTranslation("customers.to." + wanted + ".title", name),
                getTranslation(
                        "customers.to." + wanted + ".text", name, row.numbers().total()),
                getTranslation("customers.to." + wanted),
                true,
                change);
    }

    private void tell(Runnable work) {
        try {
            attempt(work);
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
            page.refresh();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (ChangedMeanwhileException | NotThereException _) {
            page.refresh();
            throw new FormDialog.Refused(getTranslation("customers.changed-meanwhile"));
        }
    }
}
