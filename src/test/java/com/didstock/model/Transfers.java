package com.didstock.model;

import com.didstock.assignment.OperationKind;
import com.didstock.assignment.Refusal;
import com.didstock.assignment.Transitions;
import com.didstock.assignment.Transitions.Outcome;
import com.didstock.model.Chain.Hold;
import com.didstock.model.Chain.Line;
import com.didstock.tenancy.TenantKind;
import com.didstock.testing.TestTree.Member;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the design says of numbers that go from one child to another, in plain Java: all those of an account, or none. */
final class Transfers {

    private final Deeds deeds;
    private final Instant now;
    private final Member actor;
    private final Member target;
    private final boolean byAssigned;

    Transfers(Deeds deeds, Instant now, Member actor, Member target, boolean byAssigned) {
        this.deeds = deeds;
        this.now = now;
        this.actor = actor;
        this.target = target;
        this.byAssigned = byAssigned;
    }

    /**
     * Transfers whatever can be.
     *
     * @param lines all accounts there are
     * @return why others were not
     */
    Map<String, Refusal> perform(Collection<Chain> all, List<Chain> chosen, List<Line> lines) {
        var refused = new TreeMap<String, Refusal>();
        pass(chosen, refused, this::atOnce);
        accountsGoAsAWhole(all, chosen, refused, lines);
        pass(chosen, refused, chain -> deeds.giveRefusal(chain, mine(chain), target, byAssigned));
        accountsGoAsAWhole(all, chosen, refused, lines);
        for (var chain : chosen) {
            if (!refused.containsKey(chain.number)) {
                transfer(chain);
            }
        }
        return refused;
    }

    private static void pass(
            List<Chain> chosen, Map<String, Refusal> refused, Function<Chain, @Nullable Refusal> judge) {
        for (var chain : chosen) {
            var refusal = refused.containsKey(chain.number) ? null : judge.apply(chain);
            if (refusal != null) {
                refused.put(chain.number, refusal);
            }
        }
    }

    private @Nullable Refusal atOnce(Chain chain) {
        var hold = chain.of(actor);
        if (hold == null) {
            return Refusal.NOT_THERE;
        }
        if (Transitions.of(OperationKind.TRANSFER, chain.status(hold, now)) instanceof Outcome.Refused(var refusal)) {
            return refusal;
        }
        var below = below(chain);
        if (below.holder == target) {
            return Refusal.ALREADY_DONE;
        }
        if (chain.childOf(below) != null) {
            return Refusal.GIVEN_ON;
        }
        if (chain.user != null) {
            return target.kind() == TenantKind.CUSTOMER ? null : Refusal.USED_BY_ACCOUNT;
        }
        return switch (chain.status(below, now)) {
            case AGING -> Refusal.AGING;
            case RESERVED -> Refusal.GIVEN_ON;
            default -> chain.agingDue && below.holder.kind() == TenantKind.CUSTOMER ? Refusal.MUST_REST : null;
        };
    }

    private void accountsGoAsAWhole(
            Collection<Chain> all, List<Chain> chosen, Map<String, Refusal> refused, List<Line> lines) {
        var going =
                chosen.stream().filter(it -> !refused.containsKey(it.number)).toList();
        pass(chosen, refused, chain -> {
            var line = chain.user;
            if (line == null) {
                return null;
            }
            if (all.stream().anyMatch(it -> it.user == line && !going.contains(it))) {
                return Refusal.ACCOUNT_USES_OTHERS;
            }
            return lines.stream().anyMatch(it -> it.customer == target && it.accountId.equalsIgnoreCase(line.accountId))
                    ? Refusal.ACCOUNT_TAKEN
                    : null;
        });
    }

    private Hold mine(Chain chain) {
        return Objects.requireNonNull(chain.of(actor));
    }

    private Hold below(Chain chain) {
        return Objects.requireNonNull(chain.of(Objects.requireNonNull(chain.childOf(mine(chain)))));
    }

    private void transfer(Chain chain) {
        var stock = below(chain).stock;
        var mine = mine(chain);
        var batch = byAssigned || mine.batch == null ? deeds.assigned(actor, target) : mine.batch;
        var home = mine.home;
        chain.holds.removeLast();
        chain.give(target, batch, stock);
        mine.home = home;
        var line = chain.user;
        if (line != null && line.customer != target) {
            line.customer = target;
            line.version++;
        }
    }
}
