package com.didstock.ui;

import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A link by which a short table is taken along as a file. For tables of thousands of rows, not of millions. */
public final class SheetLink {

    private SheetLink() {}

    /** Writes the rows. Called when the file is fetched, outside of the screen's own thread: no current UI. */
    public interface Rows {
        void writeTo(Sheet sheet) throws IOException;
    }

    /**
     * {@return the link}
     *
     * @param name of the file, without extension: ASCII letters, digits and hyphens
     * @param header names of the columns
     */
    public static Anchor of(String label, SheetFormat format, String name, List<String> header, Rows rows) {
        var handler = DownloadHandler.fromInputStream(_ -> {
            var bytes = bytes(format, name, header, rows);
            return new DownloadResponse(
                    new ByteArrayInputStream(bytes), name + "." + format.extension(), format.mediaType(), bytes.length);
        });
        var link = new Anchor(handler, label);
        link.addClassName("sheet-link");
        return link;
    }

    /** Writes a file. Called when it is fetched, outside of the screen's own thread: no current UI. */
    public interface Content {
        void writeTo(OutputStream out);
    }

    /**
     * {@return a link to a document}
     *
     * @param name of the file, with extension: ASCII letters, digits, hyphens and the dot
     */
    public static Anchor of(String label, String name, String mediaType, Content content) {
        var handler = DownloadHandler.fromInputStream(_ -> {
            var out = new ByteArrayOutputStream();
            content.writeTo(out);
            return new DownloadResponse(new ByteArrayInputStream(out.toByteArray()), name, mediaType, out.size());
        });
        var link = new Anchor(handler, label);
        link.addClassName("sheet-link");
        return link;
    }

    /** {@return the file} */
    public static byte[] bytes(SheetFormat format, String name, List<String> header, Rows rows) {
        var out = new ByteArrayOutputStream();
        try {
            var sheet = Sheet.begin(format, out, name, header);
            rows.writeTo(sheet);
            sheet.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }
}
