package com.didstock.model;

import com.didstock.assignment.ChildMoveRefusal;
import com.didstock.inventory.DidStatus;
import com.didstock.model.Chain.Hold;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the design says of children that go to another parent, in plain Java: what they hold stays as it is, and who stands
 * between them and the tenant that moves them is another one.
 */
final class Moves {

    private final TestTree tree;
    private final Member mover;
    private final Member from;
    private final Member to;
    private final Collection<Chain> chains;
    private final Set<Member> children;

    Moves(TestTree tree, Member mover, Member from, Member to, Set<Member> children, Collection<Chain> chains) {
        this.tree = tree;
        this.mover = mover;
        this.from = from;
        this.to = to;
        this.children = children;
        this.chains = chains;
    }

    /** {@return why they can't be moved; null: they can} */
    @Nullable
    ChildMoveRefusal refusal() {
        var loadedThere = from != mover && supplied().stream().anyMatch(it -> it.top == from);
        return loadedThere ? ChildMoveRefusal.LOADED_THERE : null;
    }

    /** {@return the numbers that it is about} */
    Set<String> touched() {
        var touched = new TreeSet<String>();
        supplied().forEach(it -> touched.add(it.number));
        reserved().forEach(it -> touched.add(it.number));
        return touched;
    }

    void perform() {
        for (var chain : reserved()) {
            var hold = Objects.requireNonNull(chain.of(from));
            hold.state = DidStatus.FREE;
            hold.until = null;
            hold.reservedFor = null;
            hold.extended = false;
        }
        supplied().forEach(this::move);
    }

    private void move(Chain chain) {
        var mine = Objects.requireNonNull(chain.of(mover));
        var stock = true;
        if (from != mover) {
            var between = Objects.requireNonNull(chain.of(from));
            stock = between.stock;
            chain.holds.remove(between);
        }
        mine.batch = null;
        if (to != mover) {
            var between = new Hold(to);
            between.stock = stock;
            between.activation = chain.free ? BigDecimal.ZERO : mine.activation.add(new BigDecimal("0.20"));
            between.recurring = chain.free ? BigDecimal.ZERO : mine.recurring.add(new BigDecimal("0.50"));
            mine.batch = chain.free ? null : Integer.valueOf(tree.wholesale(mover));
            chain.holds.add(chain.holds.indexOf(mine) + 1, between);
        }
    }

    /** What the children have from their parent. */
    private List<Chain> supplied() {
        return chains.stream()
                .filter(it -> {
                    var hold = it.of(from);
                    var child = hold == null ? null : it.childOf(hold);
                    return child != null && children.contains(child);
                })
                .toList();
    }

    /** What their parent keeps for them. */
    private List<Chain> reserved() {
        var ids = children.stream().map(Member::id).collect(Collectors.toSet());
        return chains.stream()
                .filter(it -> {
                    var hold = it.of(from);
                    return hold != null
                            && it.childOf(hold) == null
                            && hold.state == DidStatus.RESERVED
                            && hold.reservedFor != null
                            && ids.contains(hold.reservedFor);
                })
                .toList();
    }
}
