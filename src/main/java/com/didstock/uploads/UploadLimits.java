package com.didstock.uploads;

import com.didstock.tables.TableLimits;

/**
 * How much a file may ask of the portal.
 *
 * @param numbers after ranges are counted out
 * @param storedProblems kept for the report; the rest is only counted
 * @param chunk entries staged or imported in one transaction
 */
record UploadLimits(long bytes, int lines, int numbers, int columns, int cell, int storedProblems, int chunk) {

    static final UploadLimits USUAL =
            new UploadLimits(200L * 1024 * 1024, 2_000_000, 2_000_000, 100, 2_000, UploadReport.KEPT_PROBLEMS, 10_000);

    TableLimits table() {
        var usual = TableLimits.usual(lines);
        return new TableLimits(lines, columns, cell, usual.unpacked(), usual.xls());
    }
}
