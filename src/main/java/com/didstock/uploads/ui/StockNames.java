package com.didstock.uploads.ui;

import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.groups.DidGroups;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.Vendors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What files call by its name: the vendor batches and DID groups that are there, and how those that are not are made. */
@Component
class StockNames {

    private final Vendors vendors;
    private final VendorBatches batches;
    private final DidGroups groups;
    private final Operators operators;

    StockNames(Vendors vendors, VendorBatches batches, DidGroups groups, Operators operators) {
        this.vendors = vendors;
        this.batches = batches;
        this.groups = groups;
        this.operators = operators;
    }

    /** {@return the names of the tenant's vendor batches} */
    List<String> batches(Actor actor) {
        return batches.list(actor, "").stream().map(row -> row.batch().name()).toList();
    }

    /** {@return the country whose national numbers are meant where nobody says otherwise} */
    @Nullable
    String defaultCountry(Actor actor) {
        return settings(actor).map(OperatorSettings::defaultCountry).orElse(null);
    }

    /** Asks what else must be known of a vendor batch, and creates it. */
    void createBatch(Actor actor, String name, Runnable created) {
        var currency =
                settings(actor).map(it -> it.currency().getCurrencyCode()).orElse("");
        new NewBatchDialog(actor, vendors, batches, name, currency, created);
    }

    /**
     * @throws RefusedException if there can be no group of this name
     */
    void createGroup(Actor actor, String name) {
        groups.create(actor, name, "");
    }

    private Optional<OperatorSettings> settings(Actor actor) {
        return operators.known(actor.operatorId());
    }
}
