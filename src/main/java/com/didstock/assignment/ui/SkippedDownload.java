package com.didstock.assignment.ui;

import com.didstock.assignment.Preview;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The numbers passed over, with the reason of each, as a CSV file. */
final class SkippedDownload {

    private SkippedDownload() {}

    static Anchor link(List<Preview.Skipped> skipped, String label) {
        return new Anchor(
                DownloadHandler.fromInputStream(_ -> {
                    var bytes = csv(skipped).getBytes(StandardCharsets.UTF_8);
                    return new DownloadResponse(
                            new ByteArrayInputStream(bytes), "passed-over.csv", "text/csv", bytes.length);
                }),
                label);
    }

    static String csv(List<Preview.Skipped> skipped) {
        var text = new StringWriter();
        var csv = CsvWriter.builder().build(text);
        csv.writeRecord("number", "reason");
        for (var reason : skipped) {
            for (var number : reason.numbers()) {
                csv.writeRecord(number, reason.reason().name());
            }
        }
        return text.toString();
    }
}
