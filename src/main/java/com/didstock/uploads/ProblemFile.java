package com.didstock.uploads;

import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/** The problems of an upload as a file that a spreadsheet can open without taking any cell for a formula. */
final class ProblemFile {

    private ProblemFile() {}

    static void write(
            SheetFormat format,
            List<UploadProblem> problems,
            OutputStream out,
            List<String> header,
            Function<UploadProblem, String> explain)
            throws IOException {
        var sheet = Sheet.begin(format, out, "Problems", header);
        for (var problem : problems) {
            sheet.count(problem.line())
                    .text(problem.column())
                    .text(problem.value())
                    .text(explain.apply(problem))
                    .endRow();
        }
        sheet.finish();
    }
}
