package com.didstock.uploads;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;

/** The problems of an upload as a CSV file that a spreadsheet can open without taking any cell for a formula. */
final class ProblemFile {

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r'";

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
                        safe(problem.column()),
                        safe(problem.value()),
                        safe(explain.apply(problem)));
            }
        }
        out.append(text.getBuffer());
    }

    static String safe(String text) {
        return text.isEmpty() || FORMULA_BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
