package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Free numbers one after the other. */
@SpringBootTest
class ConsecutiveNumbersTest {

    private static final long FIRST = 43_720_100_000L;

    @Autowired
    NumberSearchConditions searches;

    @Autowired
    Holdings holdings;

    @Autowired
    HoldingChains chains;

    TestTree tree;
    NumberInventory inventory;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        inventory = new NumberInventory(tree.transactions(), searches, holdings, chains);
    }

    @Test
    void onlyThoseAreFoundOfWhichSoManyFollowOneAnother() {
        tree.load(tree.o, numbers(0, 5), Facts.BERLIN);
        tree.load(tree.o, numbers(6, 9), Facts.BERLIN);
        tree.load(tree.o, numbers(20, 21), Facts.BERLIN);

        assertThat(find(tree.o, 2)).containsExactlyElementsOf(plus(numbers(0, 5), numbers(6, 9)));
        assertThat(find(tree.o, 4)).containsExactlyElementsOf(numbers(0, 5));
        assertThat(find(tree.o, 6)).isEmpty();
    }

    @Test
    void whatIsNotFreeIsAGapInTheRow() {
        tree.load(tree.o, numbers(0, 7), Facts.BERLIN);
        tree.put(tree.o, tree.wholesale(tree.o), numbers(3, 4));
        tree.give(tree.o, tree.a, numbers(3, 4));

        assertThat(find(tree.o, 3)).containsExactlyElementsOf(plus(numbers(0, 3), numbers(4, 7)));
        assertThat(find(tree.o, 4)).isEmpty();
    }

    @Test
    void whatTheRestOfTheSearchDoesNotFindIsAGapToo() {
        tree.load(tree.o, numbers(0, 4), Facts.BERLIN);
        tree.load(tree.o, numbers(4, 7), Facts.BERLIN.in("AT", "Wien"));
        var german = InventoryFilter.EVERYTHING.withCountry("DE");

        assertThat(find(tree.o, 7)).hasSize(7);
        assertThat(find(tree.o, german.withInARow(4))).containsExactlyElementsOf(numbers(0, 4));
        assertThat(find(tree.o, german.withInARow(5))).isEmpty();
        assertThat(find(
                        tree.o,
                        InventoryFilter.EVERYTHING.withText("43720100003").withInARow(2)))
                .isEmpty();
        assertThat(find(tree.o, InventoryFilter.EVERYTHING.withText("%010000%").withInARow(7)))
                .hasSize(7);
        assertThat(find(
                        tree.o,
                        InventoryFilter.EVERYTHING
                                .withStatuses(Set.of(DidStatus.FROZEN))
                                .withInARow(2)))
                .isEmpty();
    }

    /** 4372010000 is one less than 4372010001, and 43720100000 stands between them in the order of texts. */
    @Test
    void numbersOfOtherLengthsDoNotPartARow() {
        tree.load(tree.o, List.of("4372010000", "4372010001", "4372010002", "43720100000"), Facts.BERLIN);

        assertThat(find(tree.o, 3)).containsExactly("4372010000", "4372010001", "4372010002");
    }

    @Test
    void numbersOfOthersCompleteNoRow() {
        tree.load(tree.o, numbers(0, 2), Facts.BERLIN);
        tree.load(tree.b, numbers(2, 4), Facts.BERLIN);
        tree.load(tree.p, numbers(2, 6), Facts.BERLIN);

        assertThat(find(tree.o, 2)).containsExactlyElementsOf(numbers(0, 2));
        assertThat(find(tree.o, 3)).isEmpty();
        assertThat(find(tree.b, 2)).containsExactlyElementsOf(numbers(2, 4));
        assertThat(find(tree.b, 3)).isEmpty();
        assertThat(find(tree.p, 3)).containsExactlyElementsOf(numbers(2, 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -3, 10_001})
    void oneAloneIsNoRowAndMoreThanTenThousandAreTooMany(int wanted) {
        assertThatThrownBy(() -> InventoryFilter.EVERYTHING.withInARow(wanted))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsThereTheRowsAreThoseThatCountingFinds(long seed) {
        var random = new Random(seed);
        var stock = new TreeSet<Long>();
        while (stock.size() < 60) {
            stock.add(FIRST + random.nextInt(90));
        }
        var given = new TreeSet<Long>();
        stock.forEach(number -> {
            if (random.nextInt(6) == 0) {
                given.add(number);
            }
        });
        tree.load(tree.o, texts(stock), Facts.BERLIN);
        tree.put(tree.o, tree.wholesale(tree.o), texts(given));
        tree.give(tree.o, tree.a, texts(given));
        stock.removeAll(given);

        for (int wanted = 2; wanted < 12; wanted++) {
            assertThat(find(tree.o, wanted))
                    .as("seed %d, %d in a row", seed, wanted)
                    .containsExactlyElementsOf(texts(counted(stock, wanted)));
        }
    }

    /** Goes to both sides of each number as far as there are others. */
    private static List<Long> counted(Set<Long> stock, int wanted) {
        var found = new ArrayList<Long>();
        for (long number : stock) {
            int length = 1;
            for (long other = number - 1; stock.contains(other); other--) {
                length++;
            }
            for (long other = number + 1; stock.contains(other); other++) {
                length++;
            }
            if (length >= wanted) {
                found.add(number);
            }
        }
        return found;
    }

    private List<String> find(Member member, int inARow) {
        return find(member, InventoryFilter.EVERYTHING.withInARow(inARow));
    }

    /** All pages, which are as many as are counted. */
    private List<String> find(Member member, InventoryFilter filter) {
        var found = new ArrayList<String>();
        var request = new PageRequest(DidSort.NUMBER, true, null, false, 50);
        for (var position = request.position(); ; ) {
            var page = inventory.page(member.admin(), filter, request.at(position, false));
            page.rows().forEach(row -> found.add(row.number()));
            position = page.last();
            if (position == null) {
                break;
            }
        }
        assertThat(inventory.count(member.admin(), filter)).isEqualTo(new HitCount(found.size(), true));
        return found;
    }

    private static List<String> numbers(int from, int to) {
        return texts(LongStream.range(FIRST + from, FIRST + to).boxed().toList());
    }

    private static List<String> texts(Iterable<Long> numbers) {
        var texts = new ArrayList<String>();
        numbers.forEach(number -> texts.add(number.toString()));
        return texts;
    }

    private static List<String> plus(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
