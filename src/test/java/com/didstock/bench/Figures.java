package com.didstock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that a run prints: what was measured, what is to be reached, and whether it is. */
final class Figures {

    private static final String ROW = "%-58s %12s %12s %16s  %s%n";

    private record Line(String what, String measured, String time, String wanted, String verdict) {}

    private final List<Line> lines = new ArrayList<>();

    /** A multiple of the floor that should not be exceeded. */
    void atMost(String what, double ratio, double millis, double limit) {
        add(what, times(ratio), millis(millis), "≤ " + times(limit), ratio <= limit);
    }

    /** A part of a rate that should be reached. */
    void atLeast(String what, double ratio, double millis, double limit) {
        add(what, times(ratio), millis(millis), "≥ " + times(limit), ratio >= limit);
    }

    void within(String what, double millis, double limit) {
        add(what, "", millis(millis), "≤ " + millis(limit), millis <= limit);
    }

    void add(String what, String measured, String time, String wanted, boolean reached) {
        lines.add(new Line(what, measured, time, wanted, reached ? "reached" : "MISSED"));
    }

    /** Something that no figure is set for. */
    void note(String what, String measured, double millis) {
        lines.add(new Line(what, measured, millis(millis), "", ""));
    }

    void print(String title) {
        System.out.printf("%n%s%n%n", title);
        System.out.printf(ROW, "what", "measured", "time", "figure", "");
        for (var line : lines) {
            System.out.printf(ROW, line.what, line.measured, line.time, line.wanted, line.verdict);
        }
        System.out.println();
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.3fx" : "%.2fx", ratio);
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%,.0f ms", millis);
    }
}
