package com.didstock.uploads;

import com.didstock.uploads.NumberFile.Row;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which column of a file means what. */
final class FileColumns {

    private final Map<FileColumn, Integer> places = new EnumMap<>(FileColumn.class);
    private final List<String> unused = new ArrayList<>();
    private final List<String> header;

    /**
     * @throws UploadRefusedException if the header is none, names a column twice, or leaves out one that is mandatory and
     *     has no value for all rows
     */
    FileColumns(List<String> header, UploadOptions options) {
        this.header = header;
        for (int place = 0; place < header.size(); place++) {
            var name = header.get(place);
            var column = FileColumn.named(name);
            if (column == null) {
                if (!name.isEmpty()) {
                    unused.add(name.length() > 100 ? name.substring(0, 100) : name);
                }
                continue;
            }
            var before = places.putIfAbsent(column, place);
            if (before != null) {
                throw new UploadRefusedException(Reason.COLUMN_TWICE, header.get(before), name);
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
            case NUMBER, DESCRIPTION, RELEASED, FREE_OF_CHARGE, COUNTRY, AREA, GROUP, FROZEN -> false;
        };
    }
}
