package com.didstock.numbering;

import java.util.List;

/**
 * A number as it is shown: in its country's international format ({@code +1 800 226-8647}), or its digits alone if it
 * is internal. The places of the digits in the text are known, so that a part can be marked or spelled.
 */
public record FormattedNumber(DidNumber number, String text) {

    public static FormattedNumber of(DidNumber number) {
        if (number.isInternal()) {
            return new FormattedNumber(number, number.digits());
        }
        String template = NumberingPlan.blockOf(number).template();
        return new FormattedNumber(number, fill(template, number.digits()));
    }

    private static String fill(String template, String signs) {
        var text = new StringBuilder(template.length());
        int next = 0;
        for (int i = 0; i < template.length(); i++) {
            char sign = template.charAt(i);
            text.append(sign == NumberingPlan.PLACE ? signs.charAt(next++) : sign);
        }
        return text.toString();
    }

    /** Where in the text the number's digit with this index stands. */
    public int place(int digit) {
        int seen = -1;
        for (int i = 0; i < text.length(); i++) {
            if (isPlace(text.charAt(i)) && ++seen == digit) {
                return i;
            }
        }
        throw new IndexOutOfBoundsException(digit);
    }

    /** Turns marks of digits into marks of this text; separators between two marked digits are marked with them. */
    public List<Mark> marks(List<Mark> ofDigits) {
        return ofDigits.stream()
                .map(it -> new Mark(place(it.from()), place(it.to() - 1) + 1))
                .toList();
    }

    /**
     * The same text with letters for digits: {@code +1 800 226-VOIP}.
     *
     * @param spelling the number's digits with some of them replaced by letters, as {@link NumberSearch#spelling} says
     */
    public FormattedNumber spelled(String spelling) {
        if (!Keypad.digits(spelling).equals(number.digits())) {
            throw new IllegalArgumentException(spelling + " does not spell " + number);
        }
        var template = new StringBuilder(text);
        for (int i = 0; i < template.length(); i++) {
            if (isPlace(template.charAt(i))) {
                template.setCharAt(i, NumberingPlan.PLACE);
            }
        }
        return new FormattedNumber(number, fill(template.toString(), spelling));
    }

    private static boolean isPlace(char sign) {
        return (sign >= '0' && sign <= '9') || Keypad.isLetter(sign);
    }
}
