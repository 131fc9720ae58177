package com.didstock.assignment.ui;

import com.didstock.assignment.Preview;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.ui.SheetLink;
import com.vaadin.flow.component.html.Anchor;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The numbers passed over, with the reason of each, as a CSV file. */
final class SkippedDownload {

    private SkippedDownload() {}

    /** @param texts finds a text by its key */
    static Anchor link(List<Preview.Skipped> skipped, Function<String, String> texts) {
        // Found now: a file is written when no screen is at hand.
        var reasons = skipped.stream()
                .map(it -> texts.apply("assignment.refusal." + it.reason()))
                .toList();
        return SheetLink.of(
                texts.apply("assignment.preview.download"),
                SheetFormat.CSV,
                "passed-over",
                List.of("Number", "Reason", "Explanation"),
                sheet -> write(skipped, reasons, sheet));
    }

    static void write(List<Preview.Skipped> skipped, List<String> reasons, Sheet sheet) throws IOException {
        for (var place = 0; place < skipped.size(); place++) {
            var reason = skipped.get(place);
            for (var number : reason.numbers()) {
                sheet.code(number).code(reason.reason().name()).text(reasons.get(place));
                sheet.endRow();
            }
        }
    }
}
