package com.didstock.numbering;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that numbers are bought for because the keypad spells them: 0800 GET HOTEL.
 *
 * <p>A word counts only as a number's last digits, never in its middle, where it would be found by accident: with four
 * digits, one number in 10,000 ends in any given word, so the list is short. At least {@value #BEFORE} digits stand
 * before it, which no short number spells by its country and area code alone. The words are in
 * {@code numbering/vanity-words.txt}, one a line.
 */
final class VanityWords {

    /** Words of fewer letters are on every tenth number. */
    static final int SHORTEST = 4;

    private static final int BEFORE = 3;
    private static final String LIST = "/numbering/vanity-words.txt";
    private static final Set<String> SPELLED = read();
    private static final int LONGEST =
            SPELLED.stream().mapToInt(String::length).max().orElse(0);

    private VanityWords() {}

    /** {@return how many of the last digits spell a word, or two words one after the other; 0 if they spell none} */
    static int lettersAtEnd(String digits) {
        int one = wordAtEnd(digits);
        if (one == 0) {
            return 0;
        }
        return one + wordAtEnd(digits.substring(0, digits.length() - one));
    }

    private static int wordAtEnd(String digits) {
        for (int letters = Math.min(LONGEST, digits.length() - BEFORE); letters >= SHORTEST; letters--) {
            if (SPELLED.contains(digits.substring(digits.length() - letters))) {
                return letters;
            }
        }
        return 0;
    }

    private static Set<String> read() {
        var list = Objects.requireNonNull(VanityWords.class.getResourceAsStream(LIST), LIST);
        try (var reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .map(line -> line.strip().toUpperCase(Locale.ROOT))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(VanityWords::spelled)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String spelled(String word) {
        if (word.length() < SHORTEST || !word.chars().allMatch(sign -> Keypad.isLetter((char) sign))) {
            throw new IllegalStateException("%s: %s is no word of %d letters or more".formatted(LIST, word, SHORTEST));
        }
        return Keypad.digits(word);
    }
}
