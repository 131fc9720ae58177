package com.didstock.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a sheet that were merged downwards: what stands in the uppermost is meant for all rows beside it. A sheet names
 * them behind its rows, so they are looked up before these are read, without reading the XML a second time.
 */
final class MergedCells {

    /** More than that are decoration gone wild; none is filled then. */
    private static final int MOST = 100_000;

    private static final byte[] SIGN = "mergeCell ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 100;
    private static final Pattern PLACE =
            Pattern.compile("ref=[\"']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})[\"']");

    /** The columns from left to right don't matter: only the first has a value. */
    private record Merged(int column, int top, int bottom) {}

    private final Deque<Merged> ahead;
    private final Map<Integer, Merged> here = new HashMap<>();
    private final Map<Integer, String> values = new HashMap<>();

    private MergedCells(List<Merged> merged) {
        merged.sort(Comparator.comparingInt(Merged::top));
        ahead = new ArrayDeque<>(merged);
    }

    /**
     * {@return those of a sheet}
     *
     * @param sheet read to its end
     */
    static MergedCells of(InputStream sheet) throws IOException {
        var merged = new ArrayList<Merged>();
        int matched = 0;
        var buffer = new byte[1 << 16];
        var found = new StringBuilder();
        boolean inside = false;
        for (int read = sheet.read(buffer); read >= 0; read = sheet.read(buffer)) {
            for (int i = 0; i < read; i++) {
                byte b = buffer[i];
                if (inside) {
                    found.append((char) b);
                    if (b == '>' || found.length() > LONGEST) {
                        inside = false;
                        add(found, merged);
                    }
                } else if (b == SIGN[matched]) {
                    if (++matched == SIGN.length) {
                        matched = 0;
                        inside = true;
                        found.setLength(0);
                    }
                } else {
                    matched = b == SIGN[0] ? 1 : 0;
                }
            }
        }
        return new MergedCells(merged.size() > MOST ? new ArrayList<>() : merged);
    }

    private static void add(CharSequence attributes, List<Merged> merged) {
        var place = PLACE.matcher(attributes);
        if (merged.size() <= MOST && place.find()) {
            int top = Integer.parseInt(place.group(2));
            int bottom = Integer.parseInt(place.group(3));
            if (bottom > top) {
                merged.add(new Merged(XlsxSheet.column(place.group(1), 0), top, bottom));
            }
        }
    }

    /** Gives a row what it has in common with rows above it; a row that is empty but for that stays empty. */
    void fill(RowBuilder row) {
        while (!ahead.isEmpty() && ahead.getFirst().top() <= row.line()) {
            var begun = ahead.removeFirst();
            here.put(begun.column(), begun);
            values.remove(begun.column());
        }
        here.values().removeIf(it -> it.bottom() < row.line());
        if (row.isEmpty()) {
            return;
        }
        here.forEach((column, it) -> {
            var said = row.cell(column);
            if (it.top() == row.line() && said != null) {
                values.put(column, said);
            } else if (it.top() < row.line() && said == null) {
                give(row, column, values.get(column));
            }
        });
    }

    private static void give(RowBuilder row, int column, @Nullable String value) {
        if (value != null) {
            row.add(column, value);
        }
    }
}
