package com.didstock.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** What a cell holds, as text: the same whichever format it comes from. */
final class CellText {

    /** A spreadsheet keeps no more digits of a number. */
    private static final MathContext KEPT = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final int LONGEST_PLAIN = 400;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private CellText() {}

    /** {@return a number with all its digits: never in the short form that loses some} */
    static String of(double number) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number);
        }
        var exact = new BigDecimal(number).round(KEPT);
        var plain = exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        return plain.length() > LONGEST_PLAIN ? exact.toString() : plain;
    }

    /**
     * A number of a spreadsheet as a date.
     *
     * @param since1904 whether days are counted from 1904 on
     * @return null if it is no day of that calendar
     */
    static @Nullable String date(double number, boolean since1904) {
        if (!DateUtil.isValidExcelDate(number)) {
            return null;
        }
        var moment = DateUtil.getLocalDateTime(number, since1904, false);
        return moment == null ? null : DATE.format(moment.plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS));
    }

    /** {@return the text without white space around it, also without the kinds that people don't see} */
    static String trimmed(CharSequence text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && isSpace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return begin == end ? "" : text.subSequence(begin, end).toString();
    }

    static String trimmed(CharSequence text) {
        return trimmed(text, 0, text.length());
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c >= '\u0080' && isWideSpace(c);
    }

    private static boolean isWideSpace(char c) {
        return Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B' || c == '\u0085';
    }
}
