package com.didstock.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of a workbook that people see, and which of them is read.
 *
 * @param <T> what a format knows of a sheet
 */
final class SheetNames<T> {

    private static final int MOST = 1_000;

    private final SequencedMap<String, T> sheets = new LinkedHashMap<>();

    /** Notes a sheet; one of the same name as another is passed over. */
    void add(String name, T sheet) {
        if (sheets.size() < MOST) {
            sheets.putIfAbsent(name, sheet);
        }
    }

    List<String> names() {
        return List.copyOf(sheets.keySet());
    }

    T get(String name) {
        var sheet = sheets.get(name);
        if (sheet == null) {
            throw new TableRefusedException(TableRefusal.NO_SUCH_SHEET, name);
        }
        return sheet;
    }

    /** {@return the name asked for, or the first} */
    String chosen(@Nullable String asked) {
        if (sheets.isEmpty()) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
        var name = asked == null ? sheets.firstEntry().getKey() : asked;
        get(name);
        return name;
    }
}
