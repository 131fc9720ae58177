package com.didstock.sheets;

/**
 * Keeps a spreadsheet from taking a text for a formula. An apostrophe is put before a text that begins with a sign that
 * begins formulas, and taken away again when the file comes back.
 *
 * <p>A text that begins with an apostrophe gets one more, so that whatever was guarded comes back as it was.
 */
public final class FormulaGuard {

    /** ASCII and full-width signs that begin formulas, white space that hides one, and the guard itself. */
    private static final String BEGINNINGS = "=+-@\t\r\n\0＝＋－＠'";

    private static final char GUARD = '\'';

    private FormulaGuard() {}

    /** {@return the text as it may stand in a file} */
    public static String guarded(String text) {
        return !text.isEmpty() && isBeginning(text.charAt(0)) ? GUARD + text : text;
    }

    /** {@return the text that a file's cell means} */
    public static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == GUARD && isBeginning(cell.charAt(1)) ? cell.substring(1) : cell;
    }

    private static boolean isBeginning(char first) {
        return BEGINNINGS.indexOf(first) >= 0;
    }
}
