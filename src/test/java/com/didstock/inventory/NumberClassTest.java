package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Whoever loaded a number says its class, for everybody who holds it; nobody else does. */
@SpringBootTest
class NumberClassTest {

    @Autowired
    NumberInventory inventory;

    private final TestTree tree = TestTree.plant();
    private final List<String> numbers = tree.load(tree.o, 3);

    @Test
    void theWholeChainHasTheClassAndItsHistory() {
        tree.give(tree.o, tree.a, numbers.subList(0, 2));
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));

        assertThat(inventory.classify(tree.o.admin(), numbers.subList(0, 2), NumberClass.GOLD))
                .containsExactlyElementsOf(numbers.subList(0, 2));

        for (var holder : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(tree.holding(holder, numbers.getFirst()).get("number_class"))
                    .isEqualTo("GOLD");
        }
        assertThat(tree.holding(tree.o, numbers.getLast()).get("number_class")).isEqualTo("STANDARD");
        int told = tree.read(
                tree.ca,
                ctx -> ctx.sql()
                        .fetch("select number from history where operation = 'CLASSIFY_AS_GOLD'")
                        .size());
        assertThat(told).isEqualTo(1);
        assertThat(inventory.classify(tree.o.admin(), numbers.subList(0, 2), NumberClass.GOLD))
                .isEmpty();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void whoeverDidNotLoadItChangesNothing() {
        tree.give(tree.o, tree.b, numbers);

        assertThat(inventory.classify(tree.b.admin(), numbers, NumberClass.GOLD))
                .isEmpty();
        assertThat(inventory.classify(tree.p.admin(), numbers, NumberClass.GOLD))
                .isEmpty();
        assertThatThrownBy(() -> inventory.classify(tree.a.admin(), numbers, NumberClass.GOLD))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> inventory.classify(tree.ca.admin(), numbers, NumberClass.GOLD))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> inventory.classify(tree.o.viewer(), numbers, NumberClass.GOLD))
                .isInstanceOf(RightMissingException.class);
        assertThat(tree.holding(tree.o, numbers.getFirst()).get("number_class")).isEqualTo("STANDARD");
    }
}
