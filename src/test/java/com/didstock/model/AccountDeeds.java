package com.didstock.model;

import com.didstock.inventory.DidStatus;
import com.didstock.model.Chain.Line;
import com.didstock.provisioning.AccountRefusal;
import com.didstock.tenancy.AfterUse;
import com.didstock.testing.TestTree.Member;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the design says of accounts that begin and stop using a number, in plain Java. */
final class AccountDeeds {

    private final Deeds deeds;
    private final Family family;
    private final Instant now;

    AccountDeeds(Deeds deeds, Family family, Instant now) {
        this.deeds = deeds;
        this.family = family;
        this.now = now;
    }

    /** {@return why an account of the customer can't use a number; null: it can} */
    @Nullable
    AccountRefusal refusal(Chain chain, Member actor, Member customer) {
        var hold = chain.of(actor);
        if (hold == null) {
            return AccountRefusal.NOT_HELD;
        }
        var child = chain.childOf(hold);
        if (actor != customer && child != null && child != customer) {
            return AccountRefusal.WITH_ANOTHER;
        }
        return switch (chain.status(hold, now)) {
            case IN_USE -> AccountRefusal.NUMBER_IN_USE;
            case FROZEN -> AccountRefusal.FROZEN;
            case AGING -> AccountRefusal.AGING;
            case PENDING -> AccountRefusal.PENDING;
            case GIVEN -> null;
            case RESERVED ->
                actor != customer && Objects.equals(hold.reservedFor, customer.id())
                        ? priced(chain, actor, customer)
                        : AccountRefusal.RESERVED;
            case FREE -> actor == customer ? null : priced(chain, actor, customer);
        };
    }

    private @Nullable AccountRefusal priced(Chain chain, Member parent, Member customer) {
        var refusal = deeds.giveRefusal(chain, Objects.requireNonNull(chain.of(parent)), customer, false);
        return refusal == null ? null : AccountRefusal.valueOf(refusal.name());
    }

    /** An account begins to use a number, which comes to the customer for that if it does not hold it. */
    void use(Chain chain, Line line) {
        var customer = line.customer;
        if (chain.of(customer) == null) {
            var parent = family.parent(customer);
            var hold = Objects.requireNonNull(chain.of(parent));
            var priced = hold.batch == null ? deeds.assigned(parent, customer) : hold.batch;
            chain.give(customer, priced, false);
        }
        chain.use(line, now);
    }

    /** An account stops using a number. */
    void stop(Chain chain, Member actor, AfterUse then) {
        var customer = Objects.requireNonNull(chain.of(Objects.requireNonNull(chain.user).customer));
        chain.stop(now);
        if (then == AfterUse.KEEP || (then == AfterUse.BY_ORIGIN && customer.stock)) {
            customer.stock = true;
            return;
        }
        var parent = chain.holds.get(chain.holds.indexOf(customer) - 1);
        var target = switch (then) {
            case BACK_TO_BATCH -> actor == parent.holder ? parent : Deeds.stockAbove(chain, customer);
            case RELEASE_TO_POOL -> parent.holder == chain.top ? parent : Deeds.stockAbove(chain, parent);
            case BY_ORIGIN, KEEP -> Deeds.stockAbove(chain, customer);
        };
        chain.closeBelow(target, then != AfterUse.RELEASE_TO_POOL, now);
    }

    /** {@return whether a number is free to be given by this holder} */
    boolean free(Chain chain, Member holder) {
        var hold = chain.of(holder);
        return hold != null && chain.status(hold, now) == DidStatus.FREE;
    }
}
