package com.didstock.uploads;

import static com.didstock.uploads.UploadFixture.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.i18n.Translations;
import com.didstock.testing.TestTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guide to messy price lists says what comes of each cell: here each of them is uploaded, and what it says is compared. */
class MessyPriceListTest {

    private static final Path GUIDE = Path.of("docs", "messy-price-lists.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]*)` \\| (.*) \\|");
    private static final UploadFixture AT = new UploadFixture();

    private final Translations translations = new Translations();

    /** One line of the guide. */
    private record Example(String column, String cell, String said) {}

    @TestFactory
    Stream<DynamicTest> theGuideSaysWhatTheUploadSays() {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.column() + ": " + example.cell(),
                        () -> assertThat(outcome(example)).isEqualTo(example.said())));
    }

    /** All at once: titles above, a header twice, semicolons, commas, umlauts in Windows-1252, blanks, notes and a totals line. */
    @Test
    void aWholeListComesInButForTheLinesThatCannotBeRead() {
        var owner = AT.tree.o.admin();
        var files = new UploadFiles(AT.uploads, AT.files, new RememberedColumns());
        var numbers = TestTree.freshNumbers(3);
        var list = String.join(
                "\r\n",
                "Preisliste der Nord-Süd GmbH;;;;;",
                "gültig ab 2026-01-01, alle Preise in EUR;;;;;",
                "",
                "Rufnummer ;Batch;NRC;MRC;MRC;Ort",
                " +" + numbers.get(0) + " ;Carrier numbers;0,50 €;1,25;9;Düsseldorf",
                ";;;;;",
                numbers.get(1) + "\u00a0;carrier numbers;1.234,50;2,5;9;Köln",
                "1,8E+10;Carrier numbers;1;2;9;Bonn",
                numbers.get(2) + ";Carrier numbers;kostenlos;2;9;",
                numbers.get(0) + ";Carrier numbers;0,5;1,25;9;Düsseldorf",
                "Summe;;1.236,50;7,75;;");
        var file = files.receive(
                owner, "Preise.csv", new ByteArrayInputStream(list.getBytes(Charset.forName("windows-1252"))));
        var view = files.look(owner, file, null);

        assertThat(view.headerLine()).isEqualTo(4);
        assertThat(view.suggestion().meanings())
                .isEqualTo(Map.of(
                        0, FileColumn.NUMBER,
                        1, FileColumn.VENDOR_BATCH,
                        2, FileColumn.ACTIVATION_FEE,
                        3, FileColumn.PERIODIC_FEE,
                        5, FileColumn.AREA));

        var staged = AT.stage(owner, list.replace("MRC;MRC;Ort", "MRC;Alt;Area"), Charset.forName("windows-1252"));

        assertThat(AT.codes(owner, staged.id()))
                .isEqualTo(Map.of(
                        8, List.of(ProblemCode.NUMBER_UNREADABLE),
                        9, List.of(ProblemCode.FEE_UNREADABLE),
                        10, List.of(ProblemCode.TWICE_IN_FILE),
                        11, List.of(ProblemCode.NUMBER_UNREADABLE, ProblemCode.VENDOR_BATCH_MISSING)));
        assertThat(staged.ready()).isEqualTo(2);
        assertThat(AT.staged(staged.id(), "area")).isEqualTo("Düsseldorf, Köln");
        assertThat(AT.staged(staged.id(), "activation_cost")).isEqualTo("0.50000, 1234.50000");
    }

    private String outcome(Example example) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("Number", "12125550123");
        cells.put("DID vendor batch", "Carrier numbers");
        cells.put("Activation fee", "1");
        cells.put("Periodic fee", "2");
        cells.put(example.column(), example.cell());
        var staged = AT.stage(
                AT.tree.o.admin(), String.join(",", cells.keySet()) + "\n" + line(cells.values()) + "\n", OPTIONS);
        var problems = AT.uploads.problems(AT.tree.o.admin(), staged.id(), 0, 10);
        return problems.isEmpty()
                ? AT.staged(staged.id(), Objects.requireNonNull(COLUMNS.get(example.column())))
                : problems.stream()
                        .map(this::sentence)
                        .distinct()
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow();
    }

    private static final Map<String, String> COLUMNS = Map.of(
            "Number", "number",
            "Periodic fee", "recurring_cost",
            "Country", "coalesce(country, 'none')",
            "Released date", "released_at at time zone 'UTC'",
            "Free of charge", "free_of_charge",
            "DID vendor batch", "'found'");

    private String sentence(UploadProblem problem) {
        var arguments = new ArrayList<Object>(problem.arguments());
        if (problem.code() == ProblemCode.NUMBER_UNREADABLE) {
            var reason = arguments.removeFirst();
            return translations.getTranslation("number.refused." + reason, Locale.ENGLISH, arguments.toArray());
        }
        return translations.getTranslation("uploads.problem." + problem.code(), Locale.ENGLISH, arguments.toArray());
    }

    private static String line(Iterable<String> cells) {
        var quoted = new ArrayList<String>();
        cells.forEach(cell -> quoted.add('"' + cell.replace("\"", "\"\"") + '"'));
        return String.join(",", quoted);
    }

    private static List<Example> examples() {
        var examples = new ArrayList<Example>();
        var column = "";
        try {
            for (var line : Files.readAllLines(GUIDE)) {
                if (line.startsWith("## ")) {
                    column = line.substring(3);
                }
                var row = ROW.matcher(line);
                if (COLUMNS.containsKey(column) && row.matches()) {
                    examples.add(new Example(column, row.group(1), row.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }
}
