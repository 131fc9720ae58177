package com.didstock.uploads;

import com.didstock.sheets.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;

/** The problems of an upload as a CSV file that a spreadsheet can open without taking any cell for a formula. */
final class ProblemFile {

    private ProblemFile() {}

    static void write(
            List<UploadProblem> problems, Appendable out, List<String> header, Function<UploadProblem, String> explain)
            throws IOException {
        var text = new StringWriter();
        // Without the mark, Excel takes UTF-8 for something else.
        text.append('\uFEFF');
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(header);
            for (var problem : problems) {
                csv.writeRecord(
                        String.valueOf(problem.line()),
                        FormulaGuard.guarded(problem.column()),
                        FormulaGuard.guarded(problem.value()),
                        FormulaGuard.guarded(explain.apply(problem)));
            }
        }
        out.append(text.getBuffer());
    }
}
