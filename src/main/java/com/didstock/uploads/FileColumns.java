package com.didstock.uploads;

import com.didstock.tables.TableFile.Row;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which column of a file means what. */
final class FileColumns {

    private static final int LONGEST_NAME = 100;

    private final Map<FileColumn, Integer> places = new EnumMap<>(FileColumn.class);
    private final List<String> unused = new ArrayList<>();
    private final List<String> header;

    /**
     * Columns that mean what somebody said.
     *
     * @throws UploadRefusedException if one that is mandatory is left out and has no value for all rows
     */
    FileColumns(List<String> header, ColumnMapping mapping, UploadOptions options) {
        this.header = header;
        mapping.meanings().forEach((place, column) -> {
            if (options.existingStock() || !FileColumn.OF_EXISTING_STOCK.contains(column)) {
                places.put(column, place);
            }
        });
        for (int place = 0; place < header.size(); place++) {
            var name = header.get(place);
            if (!name.isEmpty() && !places.containsValue(place)) {
                unused.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
            }
        }
        if (places.isEmpty()) {
            throw new UploadRefusedException(Reason.NO_HEADER);
        }
        var missing = FileColumn.MANDATORY.stream()
                .filter(column -> !places.containsKey(column) && !hasValueForAll(column, options))
                .map(FileColumn::title)
                .toList();
        if (!missing.isEmpty()) {
            throw new UploadRefusedException(Reason.COLUMNS_MISSING, String.join(", ", missing));
        }
    }

    /**
     * Columns that mean what their names say.
     *
     * @throws UploadRefusedException also if two of them say the same: nobody is there to choose
     */
    static FileColumns named(List<String> header, UploadOptions options) {
        var seen = new EnumMap<FileColumn, String>(FileColumn.class);
        for (var name : header) {
            var column = FileColumn.named(name);
            if (column == null || FileColumn.OF_EXISTING_STOCK.contains(column) && !options.existingStock()) {
                continue;
            }
            var before = seen.putIfAbsent(column, name);
            if (before != null) {
                throw new UploadRefusedException(Reason.COLUMN_TWICE, before, name);
            }
        }
        return new FileColumns(header, ColumnMapping.ofNames(header), options);
    }

    /** {@return the place of a column; null if the file has no such column} */
    @Nullable
    Integer place(FileColumn column) {
        return places.get(column);
    }

    /** {@return what a row has in a column; empty if the file has no such column} */
    String cell(Row row, FileColumn column) {
        var place = places.get(column);
        return place == null ? "" : row.cell(place);
    }

    /** {@return the name of a column as written in the file} */
    String name(FileColumn column) {
        var place = places.get(column);
        return place == null ? column.title() : header.get(place);
    }

    /** {@return names that mean nothing here} */
    List<String> unused() {
        return unused;
    }

    int count() {
        return header.size();
    }

    private static boolean hasValueForAll(FileColumn column, UploadOptions options) {
        return switch (column) {
            case VENDOR_BATCH -> options.vendorBatch() != null;
            case ACTIVATION_FEE -> options.activationFee() != null;
            case PERIODIC_FEE -> options.periodicFee() != null;
            default -> false;
        };
    }
}
