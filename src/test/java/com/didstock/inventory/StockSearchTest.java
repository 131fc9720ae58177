package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.numbering.NumberClass;
import java.util.Set;
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
                        SearchCondition.Test.of("description", ConditionOperator.CONTAINS, "a=b&c=d#")),
                DidSort.RECURRING_COST,
                false);

        assertThat(StockSearch.of(search.query())).isEqualTo(search);
        assertThat(StockSearch.of(search.parameters())).isEqualTo(search);
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
                "class=PLATINUM&area=%00&supply=+",
                "unknown=1&at=1800&back=1&size=100"
            })
    void junkIsIgnored(String junk) {
        assertThat(StockSearch.of(junk)).isEqualTo(StockSearch.EVERYTHING);
    }
}
