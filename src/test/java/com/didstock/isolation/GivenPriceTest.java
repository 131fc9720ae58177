package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.testing.TestTree;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The batch of a number that is given out prices it: not even a statement of the portal's own may change it. */
class GivenPriceTest {

    private static final String PUT = """
            update did_holding set pricing_batch_id = ?::int, version = version + 1
            where operator_id = ? and tenant_id = ? and number = any (?::text[])
            """;

    private final TestTree tree = TestTree.plant();
    private final List<String> numbers = tree.load(tree.o, 4);
    private final List<String> given = numbers.subList(0, 2);
    private final List<String> own = numbers.subList(2, 4);

    @BeforeEach
    void twoOfFourAreGivenOut() {
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, given);
    }

    @Test
    void itCannotBePutIntoAnotherBatchOrIntoNone() {
        assertRefused(tree.retail(tree.o), given);
        assertRefused(null, given);
        // Among others that may be moved, too; then none is.
        assertRefused(tree.retail(tree.o), numbers);

        assertThat(tree.holding(tree.o, own.getFirst()).get("pricing_batch_id")).isEqualTo(tree.wholesale(tree.o));
        assertThat(tree.holding(tree.o, given.getFirst()).get("pricing_batch_id"))
                .isEqualTo(tree.wholesale(tree.o));
    }

    @Test
    void whatIsNotGivenOutMovesFreely() {
        tree.put(tree.o, tree.retail(tree.o), own);
        tree.put(tree.o, null, own);

        assertThat(tree.holding(tree.o, own.getFirst()).get("pricing_batch_id")).isNull();
    }

    @Test
    void labelsOfGivenNumbersChangeAndSoDoBatchesByRecallAndGiving() {
        assertThatCode(() -> tree.run(
                        tree.o,
                        "SET_DESCRIPTION",
                        ctx -> ctx.sql()
                                .execute(
                                        "update did_holding set description = 'x' where operator_id = ? and tenant_id = ?",
                                        tree.o.operatorId(),
                                        tree.o.id())))
                .doesNotThrowAnyException();
        tree.recall(tree.o, given);
        tree.put(tree.o, null, given);
        tree.give(tree.o, tree.a, given);

        assertThat(tree.holding(tree.o, given.getFirst()).get("pricing_batch_id"))
                .isEqualTo(tree.wholesale(tree.o));
    }

    private void assertRefused(@Nullable Integer batch, List<String> which) {
        assertThatThrownBy(() -> tree.write(
                        tree.o,
                        "ASSIGN_TO_PRICING_BATCH",
                        ctx -> ctx.sql().execute(PUT, batch, tree.o.operatorId(), tree.o.id(), TestTree.array(which))))
                .hasStackTraceContaining("a number that is given out is priced by its batch");
    }
}
