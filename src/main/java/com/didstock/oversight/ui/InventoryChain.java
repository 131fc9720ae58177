package com.didstock.oversight.ui;

import com.didstock.inventory.ui.StockRowAction;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import org.springframework.stereotype.Component;

/** Leads from a number of the inventory to who holds it, on every level. */
@Component
class InventoryChain implements StockRowAction {

    private final OwnProfile profiles;

    InventoryChain(OwnProfile profiles) {
        this.profiles = profiles;
    }

    @Override
    public boolean isFor(Actor actor) {
        return actor.isOperator() && profiles.read(actor).rights().contains(Right.ADMINISTER);
    }

    @Override
    public String labelKey() {
        return "oversight.chain";
    }

    @Override
    public void run(String number) {
        UI.getCurrent().navigate("tenants", QueryParameters.of("number", number));
    }
}
