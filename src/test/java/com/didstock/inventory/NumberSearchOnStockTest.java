package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.numbering.NumberSearch;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What the search field finds in real stock: of the operator "O", who dials as in Great Britain. Its reseller "B" and the
 * operator "P" hold numbers that look the same, and must never turn up.
 */
@SpringBootTest
class NumberSearchOnStockTest {

    private static final TestTree TREE = TestTree.plant();

    private static final List<String> STOCK = List.of(
            "18005550100",
            "18005550101",
            "18005558647",
            "18002268647",
            "18008647118",
            "18008648647",
            "18667478647",
            "44800123456",
            "442071234567",
            "4915123456789",
            "333800123");

    @TempDir
    static Path tenants;

    @Autowired
    NumberInventory inventory;

    @Autowired
    SearchLanguage language;

    @DynamicPropertySource
    static void dialsAsInGreatBritain(DynamicPropertyRegistry registry) throws SQLException, IOException {
        var folder = Files.createDirectory(tenants.resolve(slug(TREE.o)));
        Files.writeString(folder.resolve("operator.yml"), """
                name: O
                hosts: [portal.example]
                default-country: GB
                currency: EUR
                time-zone: Europe/London
                """);
        registry.add("didstock.tenants", tenants::toString);
    }

    @BeforeAll
    static void stock() {
        TREE.load(TREE.o, STOCK, Facts.BERLIN);
        TREE.load(
                TREE.o,
                List.of("412", "800123"),
                Facts.BERLIN.ofType("INTERNAL").free());
        TREE.load(TREE.b, List.of("18005550199", "18007778647", "44800123999"), Facts.BERLIN);
        TREE.load(TREE.p, STOCK, Facts.BERLIN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    # separators mean nothing
                    +1 (800) 555-0100      | 18005550100
                    1-800-555              | 18005550100 18005550101 18005558647
                    1.800/555 01           | 18005550100 18005550101
                    # from the beginning, and on at the end
                    1866                   | 18667478647
                    866                    |
                    # % is any digits or none, _ is one; * and ? are the same
                    1800%8647              | 18002268647 18005558647 18008647118 18008648647
                    1800*8647              | 18002268647 18005558647 18008647118 18008648647
                    1800_268647            | 18002268647
                    1800?268647            | 18002268647
                    1800_8647              |
                    %8647                  | 18002268647 18005558647 18008647118 18008648647 18667478647
                    %71                    | 18008647118 442071234567
                    44%45                  | 442071234567 44800123456
                    # exactly
                    =18005550100           | 18005550100
                    =1800555               |
                    =1800%8647             | 18002268647 18005558647 18008648647
                    =__800123              |
                    # letters are the digits of their keys
                    1800%VOIP              | 18002268647 18005558647 18008647118 18008648647
                    1800%voip              | 18002268647 18005558647 18008647118 18008648647
                    1-866-SIP-VOIP         | 18667478647
                    VOIP                   | 18002268647 18005558647 18008647118 18008648647 18667478647
                    # as dialled at home, and as dialled to abroad
                    0800 123               | 44800123456
                    020 7123               | 442071234567
                    0044 800               | 44800123456
                    +44 (0)800 123         | 44800123456
                    # internal numbers only where they may be meant
                    41                     | 412
                    412                    | 412
                    +412                   |
                    800123                 | 800123
                    8001234                |
                    # no search at all
                    1800#                  |
                    """)
    void finds(String text, String expected) {
        assertThat(find(TREE.o, text)).isEqualTo(words(expected));
        assertThat(inventory.count(TREE.o.admin(), InventoryFilter.EVERYTHING.withText(text)))
                .isEqualTo(new HitCount(words(expected).size(), true));
    }

    @Test
    void aListFindsExactlyTheseAndSaysWhichItDoesNotKnow() {
        var pasted = "+1 800 555-0100\n0800 123456\n18005550199\nnobody\n(0044) 20 7123 4567\n";

        assertThat(find(TREE.o, pasted)).containsExactly("18005550100", "442071234567", "44800123456");
        assertThat(language.read(TREE.o.admin(), pasted)).isInstanceOfSatisfying(NumberSearch.OneOf.class, list -> {
            assertThat(inventory.unknown(TREE.o.admin(), list.numbers())).containsExactly("18005550199");
            assertThat(list.unreadable()).containsExactly("nobody");
        });
    }

    @Test
    void aListOfTenThousandIsFoundAndOneMoreIsRefused() {
        var full =
                IntStream.range(0, 10_000).mapToObj(i -> "1800555" + (1000 + i)).toList();

        assertThat(find(TREE.o, String.join("\n", full))).containsExactly("18005558647");
        assertThat(find(TREE.o, String.join("\n", full) + "\n18005550100")).isEmpty();
    }

    @Test
    void anEmptyTextFindsEverythingAndOnlyOwn() {
        assertThat(find(TREE.o, "  ")).containsAll(STOCK).doesNotContain("412");
        assertThat(find(TREE.o, "412")).containsExactly("412");
        assertThat(find(TREE.b, "")).containsExactly("18005550199", "18007778647", "44800123999");
        assertThat(find(TREE.b, "%8647")).containsExactly("18007778647");
        assertThat(find(TREE.a, "%8647")).isEmpty();
        assertThat(find(TREE.cb, "VOIP")).isEmpty();
    }

    @Test
    void operatorsWithoutACountryReadNationalNumbersAsTheyStand() {
        assertThat(find(TREE.p, "0800 123")).isEmpty();
        assertThat(find(TREE.p, "44800123")).containsExactly("44800123456");
    }

    @Test
    void everyPatternFindsWhatAWalkOverAllNumbersFinds() {
        var random = new Random(20_261_122);
        var tree = TestTree.plant();
        var ofO = numbers(random, 400);
        var ofB = numbers(random, 400);
        ofB.removeAll(ofO);
        tree.load(tree.o, List.copyOf(ofO), Facts.BERLIN);
        tree.load(tree.b, List.copyOf(ofB), Facts.BERLIN);
        tree.load(tree.p, List.copyOf(ofO), Facts.BERLIN);
        var found = 0;

        for (var i = 0; i < 400; i++) {
            var text = pattern(random, ofO);
            var regex = regex(text);
            var expected = matching(ofO, regex);
            assertThat(find(tree.o, text)).as(text).isEqualTo(expected);
            assertThat(find(tree.b, text)).as(text).isEqualTo(matching(ofB, regex));
            assertThat(inventory.count(tree.o.admin(), InventoryFilter.EVERYTHING.withText(text)))
                    .as(text)
                    .isEqualTo(new HitCount(expected.size(), true));
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).as("patterns that find something").isGreaterThan(150);
    }

    // ------------------------------------------------------------------------------------------- words

    /** All that is found, over as many pages as it takes. */
    private List<String> find(Member member, String text) {
        var found = new ArrayList<String>();
        var request = new PageRequest(DidSort.NUMBER, true, null, false, PageRequest.MAX_SIZE);
        var filter = InventoryFilter.EVERYTHING.withText(text);
        var page = inventory.page(member.admin(), filter, request);
        page.rows().forEach(row -> found.add(row.number()));
        while (page.last() != null) {
            page = inventory.page(member.admin(), filter, request.at(page.last(), false));
            page.rows().forEach(row -> found.add(row.number()));
        }
        return found;
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    /** Numbers of few different digits, so that patterns meet. */
    private static TreeSet<String> numbers(Random random, int count) {
        var numbers = new TreeSet<String>();
        while (numbers.size() < count) {
            numbers.add("1800" + digits(random, 4 + random.nextInt(6)));
        }
        return numbers;
    }

    private static String digits(Random random, int count) {
        return random.ints(count, 0, 4)
                .mapToObj(digit -> "8640".substring(digit, digit + 1))
                .collect(Collectors.joining());
    }

    /** Parts of a real number, with wildcards between and around, and now and then letters or another digit. */
    private static String pattern(Random random, Collection<String> numbers) {
        var number = List.copyOf(numbers).get(random.nextInt(numbers.size()));
        var from = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(number.length() - 3);
        var to = Math.min(number.length(), from + 2 + random.nextInt(number.length() - 2));
        var text = new StringBuilder(from == 0 ? "" : "%");
        for (var sign : number.substring(from, to).toCharArray()) {
            switch (random.nextInt(9)) {
                case 0 -> text.append('_');
                case 1 -> text.append('%').append(sign);
                case 2 -> text.append(sign == '8' ? 'V' : sign == '6' ? 'M' : sign);
                default -> text.append(sign);
            }
        }
        return (random.nextInt(4) == 0 ? "=" : "") + text + (random.nextInt(4) == 0 ? "%" : "");
    }

    /** What a pattern of {@link #pattern} means, said in another way. */
    private static Pattern regex(String text) {
        var exactly = text.startsWith("=");
        var signs = (exactly ? text.substring(1) : text)
                .replace('V', '8')
                .replace('M', '6')
                .replace("_", ".")
                .replace("%", ".*");
        var lettersAlone = text.matches("[A-Z]+");
        return Pattern.compile((lettersAlone ? ".*" : "") + signs + (exactly ? "" : ".*"));
    }

    private static List<String> matching(Collection<String> numbers, Pattern regex) {
        return numbers.stream()
                .filter(it -> regex.matcher(it).matches())
                .sorted()
                .toList();
    }

    private static String slug(Member operator) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement("select slug from didstock.tenant where tenant_id = ?")) {
            statement.setInt(1, operator.id());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
