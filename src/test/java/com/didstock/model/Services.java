package com.didstock.model;

import com.didstock.assignment.Assignments;
import com.didstock.assignment.ChildMoves;
import com.didstock.assignment.Undo;
import com.didstock.groups.DidGroups;
import com.didstock.inventory.NumberInventory;
import com.didstock.offer.Offer;
import com.didstock.offer.OfferFilter;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenants;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The portal as the walk uses it. */
record Services(
        Assignments assignments,
        Accounts accounts,
        AccountNumbers aliases,
        Offer offer,
        Undo undo,
        ChildMoves moves,
        DidGroups groups,
        ChildTenants children,
        NumberInventory inventory,
        Audit audit) {

    List<String> take(Actor taker, List<String> numbers) {
        var taking =
                offer.takeOnce(taker, OfferFilter.EVERYTHING.withNumbers(numbers), numbers.size(), UUID.randomUUID());
        return Objects.requireNonNull(taking.result()).numbers();
    }
}
