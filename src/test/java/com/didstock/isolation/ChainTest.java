package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the chain functions do to the chain of holdings, and for whom. */
class ChainTest {

    private final TestTree tree = TestTree.plant();

    @Test
    void aNumberGoesDownTheChainAndBack() {
        var number = tree.load(tree.o, 1);

        tree.give(tree.o, tree.a, number);
        assertThat(tree.take(tree.a1, 5)).isEqualTo(number);
        tree.give(tree.a1, tree.ca1, number);
        tree.setInUse(tree.ca1, number, true);

        for (var holder : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(tree.status(holder, number.getFirst())).isEqualTo("IN_USE");
        }

        tree.setInUse(tree.ca1, number, false);
        tree.release(tree.ca1, number);
        tree.recall(tree.o, number);

        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("ABSENT");
        tree.delete(tree.o, number);
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("ABSENT");
    }
}
