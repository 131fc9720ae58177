package com.didstock.uploads;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the columns of a file mean, by their places from 0 on; columns left out mean nothing here.
 *
 * @param meanings no meaning twice
 */
public record ColumnMapping(Map<Integer, FileColumn> meanings) {

    /**
     * @throws IllegalArgumentException if two columns mean the same
     */
    public ColumnMapping {
        meanings = Map.copyOf(meanings);
        if (Map.copyOf(meanings).values().stream().distinct().count() != meanings.size()) {
            throw new IllegalArgumentException("two columns mean the same: " + meanings);
        }
    }

    /** {@return what the columns' names say; where two say the same, the first one means it} */
    static ColumnMapping ofNames(List<String> header) {
        var places = new EnumMap<FileColumn, Integer>(FileColumn.class);
        for (int place = 0; place < header.size(); place++) {
            var column = FileColumn.named(header.get(place));
            if (column != null) {
                places.putIfAbsent(column, place);
            }
        }
        var meanings = new TreeMap<Integer, FileColumn>();
        places.forEach((column, place) -> meanings.put(place, column));
        return new ColumnMapping(meanings);
    }

    /** {@return the same, and what the names of the columns left out say of existing stock} */
    ColumnMapping withExistingStock(List<String> header) {
        var all = new TreeMap<>(meanings);
        ofNames(header).meanings().forEach((place, column) -> {
            if (FileColumn.OF_EXISTING_STOCK.contains(column) && !has(column)) {
                all.putIfAbsent(place, column);
            }
        });
        return new ColumnMapping(all);
    }

    /** {@return whether some column means this} */
    public boolean has(FileColumn column) {
        return columns().contains(column);
    }

    private Collection<FileColumn> columns() {
        return meanings.values();
    }
}
