package com.didstock.provisioning.ui;

import com.didstock.history.AccountHistory;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** A customer's own phone lines and the numbers they use. */
@Route("accounts")
@Menu(order = 11, title = "provisioning.title", icon = "icons/phone.svg")
@PermitAll
@OpenTo(kinds = TenantKind.CUSTOMER)
class OwnAccountsView extends Composite<Div> implements HasDynamicTitle {

    OwnAccountsView(
            CurrentActor currentActor,
            OwnProfile profile,
            Accounts accounts,
            AccountNumbers numbers,
            AccountHistory history) {
        var actor = currentActor.actor();
        getContent()
                .add(new AccountsPage(
                        new AccountDesk(actor, actor.tenantId(), true, accounts, numbers, history),
                        getPageTitle(),
                        profile.read(actor).rights().contains(Right.PROVISION)));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("provisioning.title");
    }
}
