package com.didstock.assignment.ui;

import com.didstock.assignment.Preview;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.ui.SheetLink;
import com.vaadin.flow.component.html.Anchor;
import java.io.IOException;
import java.util.List;

/** The numbers passed over, with the reason of each, as a CSV file. */
final class SkippedDownload {

    private SkippedDownload() {}

    /** @param label of the link */
    static Anchor link(List<Preview.Skipped> skipped, String label, OperationTexts texts) {
        // Found now: a file is written when no screen is at hand.
        var reasons = skipped.stream().map(texts::refusal).toList();
        return SheetLink.of(
                label,
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
