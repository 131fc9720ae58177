package com.didstock.tables;

/**
 * How much a file may ask of its reader.
 *
 * @param lines of a text file, rows of a sheet
 * @param columns with something in them
 * @param cell characters of one cell
 * @param unpacked bytes of a workbook's parts, all in all
 * @param xls bytes of an XLS file, whose texts are kept in memory
 */
public record TableLimits(int lines, int columns, int cell, long unpacked, long xls) {

    /** For files of up to {@code lines} lines, such as people send. */
    public static TableLimits usual(int lines) {
        return new TableLimits(lines, 100, 2_000, 2L << 30, 32L << 20);
    }
}
