package com.didstock.uploads;

import static com.didstock.uploads.ProblemCode.*;
import static com.didstock.uploads.UploadFixture.HEADER;
import static com.didstock.uploads.UploadFixture.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.sheets.FormulaGuard;
import com.didstock.tables.TableRefusal;
import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import com.didstock.testing.TestTree;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileReadingTest {

    private static final String COLUMNS =
            HEADER + ",Description,Released date,Free of charge,Country,Area,DID group,Frozen\n";
    private static final UploadFixture AT = new UploadFixture();

    private final UploadFixture at = AT;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(NUMBER_UNREADABLE, "seven,Carrier numbers,1,2"),
                Arguments.of(NUMBER_UNREADABLE, "1.8005E+10,Carrier numbers,1,2"),
                Arguments.of(NUMBER_UNREADABLE, ",Carrier numbers,1,2"),
                Arguments.of(NUMBER_UNREADABLE, "18005550199-18005550100,Carrier numbers,1,2"),
                Arguments.of(VENDOR_BATCH_MISSING, "18005550100,,1,2"),
                Arguments.of(VENDOR_BATCH_UNKNOWN, "18005550100,Nobody,1,2"),
                Arguments.of(FEE_MISSING, "18005550100,Carrier numbers,,2"),
                Arguments.of(FEE_UNREADABLE, "18005550100,Carrier numbers,one,2"),
                Arguments.of(FEE_CURRENCY, "18005550100,Carrier numbers,£1,2"),
                Arguments.of(FEE_AMBIGUOUS, "18005550100,Carrier numbers,\"1,234\",2"),
                Arguments.of(FEE_NEGATIVE, "18005550100,Carrier numbers,-1,2"),
                Arguments.of(FEE_TOO_LARGE, "18005550100,Carrier numbers,1000000000,2"),
                Arguments.of(FEE_TOO_FINE, "18005550100,Carrier numbers,0.000001,2"),
                Arguments.of(DESCRIPTION_TOO_LONG, "18005550100,Carrier numbers,1,2," + "d".repeat(501)),
                Arguments.of(AREA_TOO_LONG, "18005550100,Carrier numbers,1,2,,,,," + "a".repeat(121)),
                Arguments.of(DATE_UNREADABLE, "18005550100,Carrier numbers,1,2,,2026-02-30 10:00:00"),
                Arguments.of(DATE_NOT_PAST, "18005550100,Carrier numbers,1,2,,2999-01-01 00:00:00"),
                Arguments.of(YES_NO_UNREADABLE, "18005550100,Carrier numbers,1,2,,,perhaps"),
                Arguments.of(COUNTRY_UNKNOWN, "18005550100,Carrier numbers,1,2,,,,XX"),
                Arguments.of(COUNTRY_CONTRADICTS_NUMBER, "12125550100,Carrier numbers,1,2,,,,DE"),
                Arguments.of(GROUP_UNKNOWN, "18005550100,Carrier numbers,1,2,,,,,,Nowhere"),
                Arguments.of(TOO_MANY_CELLS, "18005550100,Carrier numbers,1,2,,,,,,,,too much"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachMistakeIsNamedWithItsLine(ProblemCode code, String line) {
        var staged = at.stage(at.tree.o.admin(), COLUMNS + line + "\n");

        assertThat(at.codes(at.tree.o.admin(), staged.id())).containsEntry(2, List.of(code));
        assertThat(staged.refusedLines()).isEqualTo(1);
        assertThat(staged.ready()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemCode.class,
            mode = EnumSource.Mode.EXCLUDE,
            // Of the stock rather than of the line, of workbooks only, or of existing stock only.
            names = {
                "ALREADY_IN_STOCK",
                "TWICE_IN_FILE",
                "CAME_MEANWHILE",
                "NOT_CALCULATED",
                "FORMULA_ERROR",
                "UPDATE_OTHER_CURRENCY",
                "UPDATE_CURRENCY_WHILE_GIVEN",
                "UPDATE_CURRENCY_WITHOUT_COSTS",
                "UPDATE_FREE_WHILE_GIVEN",
                "UPDATE_FREEZE_NOT_FREE",
                "HOLDER_UNKNOWN",
                "HOLDER_SUSPENDED",
                "PRICING_BATCH_UNKNOWN",
                "BATCH_FOR_OTHERS",
                "BATCH_IN_OTHER_CURRENCY",
                "NO_PRICE",
                "NO_PRICE_BELOW",
                "NO_RATE",
                "PRICE_WITHOUT_HOLDER",
                "PRICE_INCOMPLETE",
                "ACCOUNT_NEEDS_CUSTOMER",
                "ACCOUNT_TOO_LONG",
                "ACCOUNT_ELSEWHERE",
                "IN_USE_NEEDS_CUSTOMER",
                "AGING_IN_USE",
                "AGING_AT_CUSTOMER",
                "AGING_WITHOUT_DATE",
                "STILL_AGING",
                "STATUS_UNREADABLE",
                "INTERNAL_WITH_HOLDER"
            })
    void everyMistakeHasAnExample(ProblemCode code) {
        assertThat(mistakes().map(it -> it.get()[0])).contains(code);
    }

    @Test
    void allMistakesOfALineAreNamedAtOnce() {
        var staged = at.stage(at.tree.o.admin(), COLUMNS + "x,Nobody,?,2,,soon\n");

        assertThat(at.codes(at.tree.o.admin(), staged.id()))
                .containsEntry(2, List.of(NUMBER_UNREADABLE, VENDOR_BATCH_UNKNOWN, FEE_UNREADABLE, DATE_UNREADABLE));
    }

    @Test
    void aRepeatedNumberIsTakenOnceAndReportedWithItsFirstLine() {
        var numbers = TestTree.freshNumbers(1);
        var staged =
                at.stage(at.tree.o.admin(), UploadFixture.file(List.of(numbers.getFirst(), "+" + numbers.getFirst())));

        assertThat(staged.ready()).isEqualTo(1);
        assertThat(staged.repeated()).isEqualTo(1);
        var problem = at.uploads.problems(at.tree.o.admin(), staged.id(), 0, 10).getFirst();
        assertThat(problem.code()).isEqualTo(TWICE_IN_FILE);
        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.arguments()).containsExactly("2");
    }

    @Test
    void aTollFreeNumberMayBeOfAnyCountryThatSharesItsCode() {
        var staged = at.stage(
                at.tree.o.admin(),
                COLUMNS + "18005550120,Carrier numbers,1,2,,,,CA\n18005550121,Carrier numbers,1,2,,,,--\n");

        assertThat(staged.problems()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFound(String separator) {
        var text = UploadFixture.file(TestTree.freshNumbers(2)).replace(",", separator);

        assertThat(at.stage(at.tree.o.admin(), text).ready()).isEqualTo(2);
        assertThat(at.stage(at.tree.o.admin(), "sep=" + separator + "\r\n" + text)
                        .ready())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252"})
    void umlautsSurviveInEveryUsualEncoding(String charset) {
        var number = TestTree.freshNumbers(1).getFirst();
        var staged = at.stage(
                at.tree.o.admin(),
                HEADER + ",Description\n" + number + ",Carrier numbers,1,2,Überfluß é\n",
                Charset.forName(charset));
        at.importAll(at.tree.o.admin(), staged.id());

        assertThat(at.holding(number).get("description")).isEqualTo("Überfluß é");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        var text = "\uFEFF" + UploadFixture.file(TestTree.freshNumbers(1));

        assertThat(at.stage(at.tree.o.admin(), text).ready()).isEqualTo(1);
    }

    @Test
    void lineEndsMayBeMixedAndLinesEmpty() {
        var n = TestTree.freshNumbers(4);
        var text = HEADER + "\r\n" + n.get(0) + ",Carrier numbers,1,2\n\n\r\n" + n.get(1)
                + ",Carrier numbers,1,2\r" + n.get(2) + ",\"Carrier numbers\",1,2\r\n,,,\n" + n.get(3)
                + ",Carrier numbers,1,2";

        assertThat(at.stage(at.tree.o.admin(), text).ready()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "'quoted'", "a,b", "a\"b", "line\nbreak", "<b>x</b>"})
    void aDescriptionIsTextWhateverItLooksLike(String description) {
        var number = TestTree.freshNumbers(1).getFirst();
        var cell = '"' + FormulaGuard.guarded(description).replace("\"", "\"\"") + '"';
        var staged =
                at.stage(at.tree.o.admin(), HEADER + ",Description\n" + number + ",Carrier numbers,1,2," + cell + "\n");
        at.importAll(at.tree.o.admin(), staged.id());

        assertThat(at.holding(number).get("description")).isEqualTo(description);
    }

    @Test
    void columnsThatMeanNothingAreNamed() {
        var number = TestTree.freshNumbers(1).getFirst();
        var staged = at.stage(at.tree.o.admin(), HEADER + ",Colour,\n" + number + ",Carrier numbers,1,2,red,\n");

        assertThat(staged.unusedColumns()).containsExactly("Colour");
        assertThat(staged.ready()).isEqualTo(1);
    }

    static Stream<Arguments> refusals() {
        var row = "\n18005550100,Carrier numbers,1,2";
        return Stream.of(
                refusal(TableRefusal.EMPTY, ""),
                refusal(TableRefusal.EMPTY, "\n\n  \r\n"),
                refusal(Reason.HEADER_ONLY, HEADER),
                refusal(Reason.HEADER_ONLY, HEADER + "\n,,,\n"),
                refusal(Reason.NOTHING_IN_IT, ",,,\n,,\n"),
                refusal(Reason.NO_HEADER, "18005550100,Carrier numbers,1,2\n"),
                refusal(Reason.COLUMNS_MISSING, "Number,Vendor batch\n1,2"),
                refusal(Reason.COLUMN_TWICE, HEADER + ",MRC" + row),
                refusal(TableRefusal.NOT_TEXT, HEADER + row + "\0"),
                refusal(TableRefusal.NOT_A_TABLE, "%PDF-1.7 " + HEADER),
                refusal(TableRefusal.BROKEN_WORKBOOK, "PK\3\4\24\0\6\0"),
                Arguments.of(
                        TableRefusal.BROKEN_WORKBOOK, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}),
                refusal(TableRefusal.CELL_TOO_LONG, HEADER + "\n" + "9".repeat(2_000_000) + ",Carrier numbers,1,2"),
                refusal(TableRefusal.CELL_TOO_LONG, HEADER + row + "\n\"never closed" + "\nx,y,1,2".repeat(100_000)),
                refusal(TableRefusal.UNREADABLE, HEADER + row + "\n\"12\"34,Carrier numbers,1,2"),
                refusal(TableRefusal.UNREADABLE, HEADER + row + "\n\"12,Carrier numbers,1,2"),
                refusal(TableRefusal.TOO_MANY_COLUMNS, HEADER + ",x".repeat(200) + row),
                refusal(TableRefusal.TOO_MANY_LINES, HEADER + row.repeat(2_500)),
                refusal(Reason.TOO_BIG, HEADER + ("\n" + "x".repeat(1_900) + "," + "y".repeat(1_900)).repeat(1_500)),
                refusal(
                        Reason.TOO_MANY_NUMBERS,
                        HEADER
                                + IntStream.range(0, 40)
                                        .mapToObj(i -> "\n1800%07d-1800%07d,Carrier numbers,1,2"
                                                .formatted(i * 100, i * 100 + 99))
                                        .collect(Collectors.joining())));
    }

    private static Arguments refusal(RefusalReason reason, String text) {
        return Arguments.of(reason, text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aHostileOrHopelessFileIsRefusedAndLeavesNoLines(RefusalReason reason, byte[] bytes) {
        var own = new UploadFixture();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> own.stage(own.tree.o.admin(), bytes, OPTIONS))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);

        assertThat(own.count("upload_line")).isZero();
        assertThat(own.uploads.list(own.tree.o.admin(), 10)).allMatch(it -> it.stage() == UploadStage.FAILED);
    }

    @Test
    void anEndlessStreamIsRefusedAtTheLimit() {
        var sent = new long[1];
        var endless = new InputStream() {
            @Override
            public int read() {
                sent[0]++;
                return ',';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                java.util.Arrays.fill(target, offset, offset + length, (byte) '\n');
                sent[0] += length;
                return length;
            }
        };

        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> at.uploads.stage(at.tree.o.admin(), "x", endless, OPTIONS, UploadProgress.NONE));

        assertThat(sent[0]).isLessThan(4_000_000 + 1_000_000);
    }

    @Test
    void aLongFileIsNeverInMemoryAsAWhole() {
        var uploads = at.uploads(UploadLimits.USUAL);
        long before = used();
        var most = new long[1];

        var staged = uploads.stage(
                at.tree.o.admin(),
                "long.csv",
                GeneratedCsv.rows(14_120_000_000L, 100_000),
                OPTIONS,
                (_, numbers) -> most[0] = Math.max(most[0], numbers % 30_000 == 0 ? used() : 0));

        assertThat(staged.ready()).isEqualTo(100_000);
        assertThat(most[0] - before).isLessThan(32_000_000);
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void moreFilesAtOnceThanThereArePlacesAreRefused() {
        var slots = new UploadSlots(1, 2);

        try (var _ = slots.take(1);
                var _ = slots.take(2)) {
            assertThatExceptionOfType(UploadRefusedException.class).isThrownBy(() -> slots.take(1));
            assertThatExceptionOfType(UploadRefusedException.class).isThrownBy(() -> slots.take(3));
        }
        slots.take(3).close();
        slots.take(1).close();
    }
}
