package com.didstock.inventory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Long texts in an address: a pasted list, a condition of a hundred tests. Servers and balancers refuse addresses of many
 * thousand characters, so that a page could be reached but not loaded anew.
 */
public final class PackedText {

    /** No text begins so by chance: neither a number nor JSON does. */
    private static final String MARK = "~";

    /** Up to here a text stands as it is, to be read by people. */
    private static final int SHORT = 1_000;

    private static final int BUFFER = 4_096;

    private PackedText() {}

    /** {@return the text, or if it is long, what stands for it} */
    public static String pack(String text) {
        if (text.length() <= SHORT) {
            return text;
        }
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            var packed = new ByteArrayOutputStream();
            var buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /**
     * {@return the text; empty if it is none, or too long}
     *
     * @param longest more characters than so are not unpacked: a few packed ones may be many gigabytes
     */
    public static String unpack(String text, int longest) {
        if (!text.startsWith(MARK)) {
            return text.length() > longest ? "" : text;
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(Base64.getUrlDecoder().decode(text.substring(MARK.length())));
            var unpacked = new ByteArrayOutputStream();
            var buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                var read = inflater.inflate(buffer);
                if (read == 0 || unpacked.size() + read > longest) {
                    return "";
                }
                unpacked.write(buffer, 0, read);
            }
            return unpacked.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException | IllegalArgumentException _) {
            return "";
        } finally {
            inflater.end();
        }
    }
}
