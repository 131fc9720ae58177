package com.didstock.model;

import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.TenantKind;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One number as it should be: its holdings from the top down, and what is known of it whoever holds it. */
final class Chain {

    static final int QUARANTINE = 45;

    final String number;
    final Member top;
    final boolean free;
    final BigDecimal activation;
    final BigDecimal recurring;
    final List<Hold> holds = new ArrayList<>();
    String numberClass = "STANDARD";

    @Nullable
    Instant usedSince;

    boolean agingDue;

    @Nullable
    Instant agingUntil;

    /** The account that uses it; null: none does. */
    @Nullable
    Line user;

    Chain(String number, Member top, boolean free, BigDecimal activation, BigDecimal recurring) {
        this.number = number;
        this.top = top;
        this.free = free;
        this.activation = activation;
        this.recurring = recurring;
    }

    /** {@return the same as it is now, for whoever takes back what happens next} */
    Chain copy() {
        var copy = new Chain(number, top, free, activation, recurring);
        holds.forEach(hold -> copy.holds.add(hold.copy()));
        copy.numberClass = numberClass;
        copy.usedSince = usedSince;
        copy.agingDue = agingDue;
        copy.agingUntil = agingUntil;
        copy.user = user;
        return copy;
    }

    /** An account of a customer. */
    static final class Line {

        /** Another one, once its numbers were transferred. */
        Member customer;

        final int id;
        String accountId;
        int version;

        Line(Member customer, int id, String accountId, int version) {
            this.customer = customer;
            this.id = id;
            this.accountId = accountId;
            this.version = version;
        }
    }

    /** One holder's row. */
    static final class Hold {

        final Member holder;
        DidStatus state = DidStatus.FREE;

        @Nullable
        Instant until;

        @Nullable
        Integer reservedFor;

        boolean extended;

        @Nullable
        Integer batch;

        @Nullable
        Integer home;

        @Nullable
        Integer group;

        boolean stock = true;
        String description = "";
        BigDecimal activation = BigDecimal.ZERO;
        BigDecimal recurring = BigDecimal.ZERO;

        Hold(Member holder) {
            this.holder = holder;
        }

        Hold copy() {
            var copy = new Hold(holder);
            copy.state = state;
            copy.until = until;
            copy.reservedFor = reservedFor;
            copy.extended = extended;
            copy.batch = batch;
            copy.home = home;
            copy.group = group;
            copy.stock = stock;
            copy.description = description;
            copy.activation = activation;
            copy.recurring = recurring;
            return copy;
        }

        DidStatus effective(Instant now) {
            var lapses = state == DidStatus.RESERVED || state == DidStatus.AGING;
            return lapses && until != null && !until.isAfter(now) ? DidStatus.FREE : state;
        }
    }

    boolean gone() {
        return holds.isEmpty();
    }

    @Nullable
    Hold of(Member member) {
        return holds.stream().filter(it -> it.holder == member).findFirst().orElse(null);
    }

    Hold deepest() {
        return holds.getLast();
    }

    @Nullable
    Member childOf(Hold hold) {
        int place = holds.indexOf(hold);
        return place + 1 < holds.size() ? holds.get(place + 1).holder : null;
    }

    DidStatus status(Hold hold, Instant now) {
        if (user != null) {
            return DidStatus.IN_USE;
        }
        return childOf(hold) != null ? DidStatus.GIVEN : hold.effective(now);
    }

    // ------------------------------------------------------------------------------------------ what happens

    /** Comes into stock, free; or aging, if its quarantine still runs. */
    void load(Instant now, BigDecimal activationCost, BigDecimal recurringCost) {
        var hold = new Hold(top);
        hold.activation = activationCost;
        hold.recurring = recurringCost;
        settle(hold, now);
        holds.add(hold);
    }

    /** The deepest holder's goes to a child, at a price. */
    void give(Member child, @Nullable Integer pricedBy, boolean stock) {
        var hold = deepest();
        hold.home = hold.batch;
        hold.batch = free ? null : pricedBy;
        hold.reservedFor = null;
        hold.extended = false;
        hold.state = DidStatus.FREE;
        hold.until = null;
        var below = new Hold(child);
        below.stock = stock;
        below.activation = free ? BigDecimal.ZERO : hold.activation.add(new BigDecimal("0.20"));
        below.recurring = free ? BigDecimal.ZERO : hold.recurring.add(new BigDecimal("0.50"));
        holds.add(below);
    }

    /** Everything below a holder ends. */
    void closeBelow(Hold holder, boolean toHome, Instant now) {
        if (deepest().holder.kind() == TenantKind.CUSTOMER) {
            rest(now);
        }
        while (deepest() != holder) {
            holds.removeLast();
        }
        var before = holder.batch;
        holder.batch = toHome ? holder.home : null;
        holder.home = holder.home == null ? before : holder.home;
        holder.stock = true;
        holder.reservedFor = null;
        settle(holder, now);
    }

    private void rest(Instant now) {
        if (agingDue) {
            // Its last day has to be over.
            var until = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(QUARANTINE + 1));
            agingUntil = agingUntil == null || agingUntil.isBefore(until) ? until : agingUntil;
            agingDue = false;
        }
    }

    private void settle(Hold hold, Instant now) {
        var aging = agingUntil != null && agingUntil.isAfter(now);
        hold.state = aging ? DidStatus.AGING : DidStatus.FREE;
        hold.until = aging ? agingUntil : null;
    }

    void use(Line line, Instant now) {
        user = line;
        usedSince = now;
    }

    /** The account stops using it; where it goes is another question. */
    void stop(Instant now) {
        var since = Objects.requireNonNull(usedSince);
        agingDue |= !since.isAfter(now.minus(Duration.ofHours(24)));
        user = null;
        usedSince = null;
    }

    void leaveStock(Instant now) {
        if (user != null) {
            stop(now);
        }
        rest(now);
        holds.clear();
    }

    /** {@return what each holder's row should say, by holder's id} */
    Map<Integer, String> rows(Instant now) {
        var rows = new TreeMap<Integer, String>();
        for (var hold : holds) {
            var child = childOf(hold);
            var state = child == null ? hold.effective(now) : DidStatus.GIVEN;
            var dated = state == DidStatus.RESERVED || state == DidStatus.AGING;
            rows.put(
                    hold.holder.id(),
                    row(
                            state.name(),
                            dated ? hold.until : null,
                            user != null,
                            child == null ? null : Integer.valueOf(child.id()),
                            state == DidStatus.RESERVED ? hold.reservedFor : null,
                            state == DidStatus.RESERVED && hold.extended,
                            hold.stock ? "STOCK" : "ON_PROVISION",
                            hold.batch,
                            hold.group,
                            hold.activation,
                            hold.recurring,
                            numberClass));
        }
        return rows;
    }

    static String row(
            String state,
            @Nullable Instant until,
            boolean inUse,
            @Nullable Integer child,
            @Nullable Integer reservedFor,
            boolean extended,
            String origin,
            @Nullable Integer batch,
            @Nullable Integer group,
            BigDecimal activation,
            BigDecimal recurring,
            String numberClass) {
        return "%s until %s%s, with %s, for %s%s, %s, batch %s, group %s, costs %s and %s, %s"
                .formatted(
                        state,
                        until,
                        inUse ? ", in use" : "",
                        child,
                        reservedFor,
                        extended ? " extended" : "",
                        origin,
                        batch,
                        group,
                        activation.stripTrailingZeros().toPlainString(),
                        recurring.stripTrailingZeros().toPlainString(),
                        numberClass);
    }
}
