package com.didstock.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds out what separates the cells of a CSV file. */
final class Separators {

    private static final String KNOWN = ",;\t|";
    private static final int LINES = 25;

    private Separators() {}

    /**
     * {@return the sign that cuts some line into the most known names; where no name is known, the one that stands equally
     * often in the most lines}
     */
    static char of(String head, Predicate<String> knownName) {
        var lines = head.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
        char best = ',';
        long most = 0;
        for (char candidate : KNOWN.toCharArray()) {
            long names = lines.stream()
                    .mapToLong(line ->
                            cells(line, candidate).stream().filter(knownName).count())
                    .max()
                    .orElse(0);
            if (names > most) {
                most = names;
                best = candidate;
            }
        }
        return most > 0 ? best : steadiest(lines);
    }

    private static char steadiest(List<String> lines) {
        char best = ',';
        long most = 0;
        for (char candidate : KNOWN.toCharArray()) {
            var counts =
                    lines.stream().map(line -> cells(line, candidate).size()).toList();
            int usual = counts.stream()
                    .filter(count -> count > 1)
                    .max(Integer::compare)
                    .orElse(0);
            long steady = counts.stream().filter(count -> count == usual).count();
            if (usual > 1 && steady > most) {
                most = steady;
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> cells(String line, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(CellText.trimmed(cell));
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(CellText.trimmed(cell));
        return cells;
    }
}
