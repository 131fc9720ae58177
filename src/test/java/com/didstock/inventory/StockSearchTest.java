package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.numbering.NumberClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockSearchTest {

    @Test
    void whatIsWrittenIsRead() {
        var search = new StockSearch(
                new InventoryFilter(
                        "1800%VOIP, +49 & more",
                        Choice.of(3),
                        "Größe = 100 %",
                        Choice.NONE,
                        Choice.of(Integer.MAX_VALUE),
                        Choice.NONE,
                        Set.of(DidStatus.FREE, DidStatus.IN_USE),
                        "--",
                        "Köln?",
                        NumberClass.GOLD,
                        SearchCondition.Test.of("description", ConditionOperator.CONTAINS, "a=b&c=d#"),
                        10),
                DidSort.RECURRING_COST,
                false);

        assertThat(StockSearch.of(search.query())).isEqualTo(search);
        assertThat(StockSearch.of(search.parameters())).isEqualTo(search);
    }

    /** Servers refuse an address of more than some thousand characters. */
    @Test
    void aHundredConditionsAndAListOfAThousandNumbersFitIntoAnAddress() {
        var tests = IntStream.range(0, SearchCondition.MOST_TESTS)
                .<SearchCondition>mapToObj(i -> SearchCondition.Test.of(
                        "description", ConditionOperator.CONTAINS, "Größe " + Integer.toHexString(i * 48271)))
                .toList();
        var conditions = new StockSearch(
                InventoryFilter.EVERYTHING.withCondition(new SearchCondition.Or(tests)), DidSort.NUMBER, true);
        var list = IntStream.range(0, 1_000)
                .mapToObj(i -> "4930" + (1_000_000 + i * 48_271L % 8_999_993))
                .collect(Collectors.joining("\n"));
        var numbers = new StockSearch(InventoryFilter.EVERYTHING.withText(list), DidSort.NUMBER, true);

        for (var search : List.of(conditions, numbers)) {
            assertThat(search.query()).hasSizeLessThan(8_000);
            assertThat(StockSearch.of(search.query())).isEqualTo(search);
        }
    }

    @Test
    void aFewCharactersThatWouldBeGigabytesAreNothing() {
        var bomb = PackedText.pack("1".repeat(10_000_000));

        assertThat(bomb).hasSizeLessThan(20_000);
        assertThat(StockSearch.of(Map.of("q", bomb))).isEqualTo(StockSearch.EVERYTHING);
        assertThat(StockSearch.of(Map.of("filter", bomb))).isEqualTo(StockSearch.EVERYTHING);
    }

    @Test
    void everythingIsSaidByNothing() {
        assertThat(StockSearch.EVERYTHING.query()).isEmpty();
        assertThat(StockSearch.of("")).isEqualTo(StockSearch.EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q",
                "&&=&==",
                "q=%zz",
                "batch=x&group=-1&with=99999999999&vendor-batch=%00",
                "status=NOPE,,&country=Germany&sort=colour&order=sideways",
                "filter=%7B",
                "filter=~",
                "filter=~%7B",
                "q=~AAAA",
                "class=PLATINUM&area=%00&supply=+",
                "unknown=1&at=1800&back=1&size=100"
            })
    void junkIsIgnored(String junk) {
        assertThat(StockSearch.of(junk)).isEqualTo(StockSearch.EVERYTHING);
    }
}
