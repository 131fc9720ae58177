package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFactsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "18002268647  | US   | none         | TOLL_FREE   | VALID",
                "12127365000  | US   | New York, NY | GEOGRAPHIC  | VALID",
                "16135550100  | CA   | Ontario      | GEOGRAPHIC  | VALID",
                "442079460000 | GB   | London       | GEOGRAPHIC  | VALID",
                "447400123456 | GB   | none         | MOBILE      | VALID",
                "4918012345678 | DE  | none         | SHARED_COST | VALID",
                "4930123456   | DE   | Berlin       | GEOGRAPHIC  | VALID",
                "6562345678   | SG   | none         | GEOGRAPHIC  | VALID",
                "19002345678  | US   | none         | PREMIUM     | VALID",
                "445612345678 | GB   | none         | VOIP        | VALID",
                "80012345678  | none | none         | TOLL_FREE   | VALID",
                "15555550100  | US   | none         | UNKNOWN     | POSSIBLE",
                "1800555      | US   | none         | UNKNOWN     | IMPOSSIBLE",
                "2101234567   | none | none         | UNKNOWN     | IMPOSSIBLE",
                "4402079460000 | GB  | none         | UNKNOWN     | IMPOSSIBLE",
                "0123         | none | none         | INTERNAL    | VALID"
            })
    void saysWhatTheDigitsTell(
            String digits, @Nullable String country, @Nullable String area, NumberType type, NumberValidity validity) {
        var facts = NumberFacts.of(new DidNumber(digits));

        assertThat(facts.country()).isEqualTo(country);
        assertThat(facts.area()).isEqualTo(area);
        assertThat(facts.type()).isEqualTo(type);
        assertThat(facts.validity()).isEqualTo(validity);
    }

    @Test
    void aNumberIsValidWhenLibphonenumberSaysSo() throws NumberParseException {
        var random = new Random(20_260_102);
        var util = PhoneNumberUtil.getInstance();
        for (String example : Numbers.examples()) {
            String digits = Numbers.near(example, random);
            if (NumberFacts.of(new DidNumber(digits)).validity() != NumberValidity.IMPOSSIBLE) {
                assertThat(NumberFacts.of(new DidNumber(digits)).validity() == NumberValidity.VALID)
                        .as(digits)
                        .isEqualTo(util.isValidNumber(util.parse("+" + digits, "ZZ")));
            }
            assertThat(NumberFacts.of(new DidNumber(example)).validity())
                    .as(example)
                    .isEqualTo(NumberValidity.VALID);
        }
    }

    /** The claim that the memory of blocks rests on, with neighbours of which only the first fills it. */
    @Test
    void numbersOfOneBlockShareAllFactsAndTheFormat() {
        var random = new Random(20_260_101);
        List<String> examples = Numbers.examples();

        for (int i = 0; i < 40_000; i++) {
            String asked = Numbers.near(examples.get(random.nextInt(examples.size())), random);

            assertThat(NumberingPlan.blockOf(new DidNumber(asked))).as(asked).isEqualTo(NumberingPlan.look(asked));
        }
    }

    @Property
    void knowsSomethingAboutEveryNumber(@ForAll("numbers") DidNumber number) {
        var facts = NumberFacts.of(number);

        assertThat(facts.type() == NumberType.INTERNAL).isEqualTo(number.isInternal());
        if (facts.country() != null) {
            assertThat(facts.country()).matches("[A-Z]{2}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12125557777, GOLD",
        "12125512345, GOLD",
        "12125598765, GOLD",
        "12125123123, GOLD",
        "12125121212, GOLD",
        "12125111222, GOLD",
        "12125550777, SILVER",
        "12125551234, SILVER",
        "12125574321, SILVER",
        "12125551212, SILVER",
        "12125551122, SILVER",
        "12125557890, STANDARD",
        "12125550183, STANDARD",
        "1111, STANDARD"
    })
    void classesANumberByItsLastDigits(String digits, NumberClass expected) {
        assertThat(NumberFacts.of(new DidNumber(digits)).numberClass()).isEqualTo(expected);
    }

    @Test
    void goldAndSilverAreAsRareAsTheyAreSaidToBe() {
        int gold = 0;
        int silver = 0;
        for (DidNumber number : new NumberRange(new DidNumber("1212000000"), new DidNumber("1212999999"))) {
            switch (NumberClass.of(number)) {
                case GOLD -> gold++;
                case SILVER -> silver++;
                case STANDARD -> {}
            }
        }

        assertThat(1_000_000 / gold).isBetween(405, 415);
        assertThat(1_000_000 / silver).isBetween(33, 37);
    }

    @Test
    @Tag("bench")
    void learnsThirtyThousandNumbersASecond() {
        var random = new Random(1);
        List<String> examples = Numbers.examples();
        List<DidNumber> scattered = random.ints(200_000, 0, examples.size())
                .mapToObj(it -> new DidNumber(Numbers.near(examples.get(it), random)))
                .toList();
        List<DidNumber> northAmerican = random.longs(200_000, 12_000_000_000L, 20_000_000_000L)
                .mapToObj(it -> new DidNumber(Long.toString(it)))
                .toList();
        var consecutive = new NumberRange(new DidNumber("4930100000000"), new DidNumber("4930100199999"));

        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "facts a second: %,d scattered over the world, %,d scattered over North America, %,d consecutive%n",
                    rate(scattered), rate(northAmerican), rate(consecutive));
        }

        assertThat(rate(scattered)).isGreaterThan(30_000);
        assertThat(rate(northAmerican)).isGreaterThan(30_000);
        assertThat(rate(consecutive)).isGreaterThan(30_000);
    }

    /** Numbers a second of this thread's own time, so that a busy machine does not count. */
    private static long rate(Iterable<DidNumber> numbers) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long count = 0;
        for (DidNumber number : numbers) {
            count += NumberFacts.of(number).type() == NumberType.INTERNAL ? 0 : 1;
        }
        return count * 1_000_000_000L / (threads.getCurrentThreadCpuTime() - start);
    }

    @Provide
    Arbitrary<DidNumber> numbers() {
        return Numbers.any();
    }
}
