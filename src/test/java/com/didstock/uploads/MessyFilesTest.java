package com.didstock.uploads;

import static com.didstock.uploads.ProblemCode.*;
import static com.didstock.uploads.UploadFixture.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.numbering.NumberRefusal;
import com.didstock.tables.Workbooks;
import com.didstock.testing.TestTree;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What suppliers send, and what becomes of it; docs/uploads.md has the same in a table. */
class MessyFilesTest {

    private static final UploadFixture AT = new UploadFixture();
    private static final UploadOptions GERMAN = new UploadOptions(null, null, null, ZoneOffset.UTC, "DE");

    private final UploadFixture at = AT;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "18005550100 | 18005550100",
                "+1 (800) 555-0101 | 18005550101",
                "+18005550102 | 18005550102",
                "0018005550103 | 18005550103",
                "1.800.555.0104 | 18005550104",
                "'18005550105 | 18005550105",
                "=\"18005550106\" | 18005550106",
                "\u00a018005550107\u00a0 | 18005550107",
                "1 800 555\u202f0108 | 18005550108",
                "18005550109.0 | 18005550109",
                "1.8005550110E+10 | 18005550110",
                "1,8005550111e10 | 18005550111",
                "030 12345678 | 493012345678",
                "+49 (0)30 12345679 | 493012345679",
                "００１８００５５５０１１２ | 18005550112",
            })
    void aNumberIsReadHoweverItIsWritten(String written, String number) {
        var staged = at.stage(at.tree.o.admin(), row(written, "1", "2", ""), GERMAN);

        assertThat(staged.problems()).isZero();
        assertThat(at.staged(staged.id())).containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.8E+10 | DIGITS_LOST",
                "1,80056E+10 | DIGITS_LOST",
                "1.80055501E+010 | DIGITS_LOST",
                "18005550100E0 | DIGITS_LOST",
                "#REF! | ODD_CHARACTER",
                "n/a | LETTERS",
                "1-800-FLOWERS | LETTERS",
                "12 | TOO_SHORT",
                "1234567890123456 | TOO_LONG",
                "18005550100; 18005550101 | ODD_CHARACTER",
                "18005550199-18005550100 | RANGE_BACKWARDS",
                "18005550100-199 | RANGE_ENDS_DIFFER",
            })
    void whatIsNoNumberIsRefusedWithItsReasonAndNeverGuessed(String written, NumberRefusal reason) {
        var staged = at.stage(at.tree.o.admin(), row(written, "1", "2", ""), GERMAN);

        var problem = at.uploads.problems(at.tree.o.admin(), staged.id(), 0, 10).getFirst();
        assertThat(problem.code()).isEqualTo(NUMBER_UNREADABLE);
        assertThat(problem.arguments().getFirst()).isEqualTo(reason.name());
        assertThat(staged.ready()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,25 | 1.25",
                "1.25 | 1.25",
                "€ 1,25 | 1.25",
                "1,25 € | 1.25",
                "EUR 1.25 | 1.25",
                "1.25EUR | 1.25",
                "1,234.56 | 1234.56",
                "1.234,56 | 1234.56",
                "1 234,56 | 1234.56",
                "1\u00a0234,56 | 1234.56",
                "1'234.56 | 1234.56",
                "1,234,567 | 1234567",
                "0 | 0",
                "0,00 | 0",
            })
    void anAmountIsReadWhereThereIsNoDoubt(String written, String amount) {
        var reading = Fees.read(written, "EUR");

        assertThat(reading).isInstanceOf(Fees.Reading.Amount.class);
        assertThat(((Fees.Reading.Amount) reading).value()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,234 | FEE_AMBIGUOUS",
                "$1.25 | FEE_CURRENCY",
                "£1.25 | FEE_CURRENCY",
                "1.25 USD | FEE_CURRENCY",
                "-1 | FEE_NEGATIVE",
                "€ -1 | FEE_NEGATIVE",
                "- | FEE_UNREADABLE",
                "free | FEE_UNREADABLE",
                "1,2,3 | FEE_UNREADABLE",
                "12,34.56 | FEE_UNREADABLE",
                "1.234.56 | FEE_UNREADABLE",
                "1e3 | FEE_UNREADABLE",
                "(1.25) | FEE_UNREADABLE",
                "1.2345678 | FEE_TOO_FINE",
                "1000000000 | FEE_TOO_LARGE",
            })
    void aDoubtfulAmountIsRefused(String written, ProblemCode code) {
        assertThat(Fees.read(written, "EUR")).isEqualTo(new Fees.Reading.Wrong(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", "us", "USA", "United States", "Vereinigte Staaten", "--", ""})
    void aCountryIsGivenByItsCodeOrItsName(String country) {
        var staged = at.stage(at.tree.o.admin(), row("12125550100", "1", "2", country));

        assertThat(staged.refusedLines()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"America", "X", "USX", "-"})
    void whatIsNoCountryIsRefused(String country) {
        var staged = at.stage(at.tree.o.admin(), row("12125550100", "1", "2", country));

        assertThat(at.codes(at.tree.o.admin(), staged.id())).containsEntry(2, List.of(COUNTRY_UNKNOWN));
    }

    @Test
    void aFormulaWithoutAValueIsNamed() {
        var sheet = "<row><c t=\"str\"><v>Number</v></c><c t=\"str\"><v>Vendor batch</v></c><c t=\"str\"><v>NRC</v></c>"
                + "<c t=\"str\"><v>MRC</v></c></row><row><c><f>1+1</f></c><c t=\"str\"><v>Carrier numbers</v></c>"
                + "<c t=\"e\"><v>#N/A</v></c><c><v>2</v></c></row>";

        var staged = at.stage(at.tree.o.admin(), Workbooks.sheet(sheet), UploadFixture.OPTIONS);

        assertThat(at.codes(at.tree.o.admin(), staged.id())).containsEntry(2, List.of(NOT_CALCULATED, FORMULA_ERROR));
    }

    @Test
    void inWhateverOrderAndFormatTheSameIsStaged() {
        var header = List.of("Number", "DID vendor batch", "Activation fee", "Periodic fee", "Description", "Area");
        var rows = new ArrayList<List<String>>();
        for (var number : TestTree.freshNumbers(25)) {
            rows.add(List.of(number, "Carrier numbers", "1.00", "2,50", "Ünï «" + number + "»", "Town " + number));
        }
        Set<Set<String>> outcomes = new HashSet<>();
        var random = new Random(11);
        for (int i = 0; i < 6; i++) {
            var order =
                    new ArrayList<>(IntStream.range(0, header.size()).boxed().toList());
            Collections.shuffle(order, random);
            Collections.shuffle(rows, random);
            var table = new ArrayList<List<String>>();
            table.add(order.stream().map(header::get).toList());
            rows.forEach(row -> table.add(order.stream().map(row::get).toList()));
            for (var file : List.of(csv(table), Workbooks.xlsx(table), Workbooks.xls(table))) {
                var staged = at.stage(at.tree.o.admin(), file, UploadFixture.OPTIONS);
                assertThat(staged.ready()).isEqualTo(25);
                outcomes.add(at.stagedRows(staged.id()));
            }
        }

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.iterator().next()).hasSize(25);
    }

    private static byte[] csv(List<List<String>> table) {
        return table.stream()
                .map(row -> row.stream().map(cell -> '"' + cell + '"').collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String row(String number, String activation, String periodic, String country) {
        return HEADER + ",Country\n\"" + number.replace("\"", "\"\"") + "\",Carrier numbers," + activation + ","
                + periodic + "," + country + "\n";
    }
}
