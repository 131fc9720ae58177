package com.didstock.provisioning.ui;

import com.didstock.history.AccountHistory;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** The accounts of one customer, for the tenant directly above it. */
@Route("customers/:customer([0-9]{1,9}|1[0-9]{9}|2[01][0-9]{8})/accounts")
@PermitAll
@OpenTo(kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class CustomerAccountsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final CurrentActor currentActor;
    private final OwnProfile profile;
    private final ChildTenants children;
    private final Accounts accounts;
    private final AccountNumbers numbers;
    private final AccountHistory history;
    private String title = "";

    CustomerAccountsView(
            CurrentActor currentActor,
            OwnProfile profile,
            ChildTenants children,
            Accounts accounts,
            AccountNumbers numbers,
            AccountHistory history) {
        this.currentActor = currentActor;
        this.profile = profile;
        this.children = children;
        this.accounts = accounts;
        this.numbers = numbers;
        this.history = history;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var actor = currentActor.actor();
        var customer =
                event.getRouteParameters().getInteger("customer").orElseThrow(() -> new NotThereException("customer"));
        title = getTranslation(
                "provisioning.title.of", children.find(actor, customer).name());
        getContent().removeAll();
        getContent()
                .add(new AccountsPage(
                        new AccountDesk(actor, customer, false, accounts, numbers, history),
                        title,
                        profile.read(actor).rights().contains(Right.PROVISION)));
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
