package com.didstock.tables;

import com.didstock.tables.TableFile.CellFault;
import com.didstock.tables.TableFile.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the cells of a sheet's row, and stops where a row asks too much. */
final class RowBuilder {

    private final int line;
    private final TableLimits limits;
    private final List<String> cells = new ArrayList<>();
    private Map<Integer, CellFault> faults = Map.of();

    RowBuilder(int line, TableLimits limits) {
        this.line = line;
        this.limits = limits;
    }

    int line() {
        return line;
    }

    void add(int column, String text) {
        if (text.length() > limits.cell()) {
            throw new TableRefusedException(TableRefusal.CELL_TOO_LONG, limits.cell(), line);
        }
        var cell = CellText.trimmed(withoutNul(text));
        if (!cell.isEmpty()) {
            put(column, cell);
        }
    }

    void fault(int column, String text, CellFault fault) {
        put(column, text);
        if (faults.isEmpty()) {
            faults = new HashMap<>();
        }
        faults.put(column, fault);
    }

    // Empty cells may go on for ever; those with something in them may not.
    private void put(int column, String cell) {
        if (column >= limits.columns()) {
            throw new TableRefusedException(TableRefusal.TOO_MANY_COLUMNS, limits.columns(), line);
        }
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, cell);
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** {@return what stands in a cell; null if nothing does} */
    @Nullable
    String cell(int column) {
        return column >= cells.size() || cells.get(column).isEmpty() && !faults.containsKey(column)
                ? null
                : cells.get(column);
    }

    /** {@return the row; null if it is empty} */
    @Nullable
    Row build() {
        return cells.isEmpty() ? null : new Row(line, cells, faults);
    }

    // The database could not keep it; put so that nobody takes the rest for a number.
    private static String withoutNul(String text) {
        return text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
