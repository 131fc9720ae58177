package com.didstock.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateSheetsTest {

    private final TestTree tree = TestTree.plant();
    private final RateSheets sheets = new RateSheets(tree.transactions());

    @BeforeEach
    void stock() {
        tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN);
        tree.load(
                tree.o, TestTree.freshNumbers(1), Facts.BERLIN.costing("1", "4").in("US", "=cmd()"));
        var others = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.in("GB", "Leeds"));
        tree.put(tree.o, tree.retail(tree.o), others);
        tree.give(tree.o, tree.b, tree.load(tree.o, 1));
    }

    @Test
    void tellsWhatTheChildPaysForWhatIsOfferedToItAlikeToBothSides() {
        var told = sheets.rates(tree.o.admin(), tree.a.id());

        assertThat(told)
                .extracting(
                        RateSheets.Rate::country,
                        RateSheets.Rate::area,
                        rate -> rate.activation().toPlainString(),
                        rate -> rate.recurring().toPlainString(),
                        RateSheets.Rate::currency,
                        RateSheets.Rate::numbers)
                .containsExactly(
                        tuple("DE", "Berlin", "1.20", "2.50", "EUR", 2L),
                        tuple("US", "=cmd()", "1.20", "4.50", "EUR", 1L));
        assertThat(sheets.rates(tree.a.admin(), null)).isEqualTo(told);
        assertThat(sheets.rates(tree.a.viewer(), null)).isEqualTo(told);
    }

    @Test
    void isOfOnesOwnChildrenOnlyAndForThoseWhoSeeMoney() {
        for (var stranger : List.of(tree.b, tree.a, tree.ca, tree.p)) {
            assertThatThrownBy(() -> sheets.rates(stranger.admin(), tree.a.id()))
                    .isInstanceOf(NotThereException.class);
        }
        assertThatThrownBy(() -> sheets.rates(tree.o.admin(), tree.a1.id())).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> sheets.rates(tree.clerk(tree.o), tree.a.id()))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> sheets.rates(tree.clerk(tree.a), null)).isInstanceOf(RightMissingException.class);
        assertThat(sheets.rates(tree.ca.admin(), null)).isEmpty();
        assertThat(sheets.rates(tree.o.admin(), null)).isEmpty();
        assertThat(sheets.buyers(tree.o.admin()))
                .extracting(RateSheets.Buyer::name)
                .containsExactly("A", "B");
        assertThat(sheets.buyers(tree.ca.admin())).isEmpty();
    }

    @Test
    void aFileHoldsNoFormulas() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var sheet = Sheet.begin(SheetFormat.CSV, bytes, "rate-sheet", RateSheets.HEADER);
        sheets.write(tree.o.admin(), tree.a.id(), sheet);
        sheet.finish();

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("DE,GEOGRAPHIC,Berlin,1.20,2.50,EUR,2"))
                .noneMatch(line -> line.contains(",=cmd()"));
    }
}
