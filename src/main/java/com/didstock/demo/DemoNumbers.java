package com.didstock.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The price lists of the demo's vendors: real number formats of twelve countries, always the same ones. */
final class DemoNumbers {

    static final String TOLL_FREE = "Atlantic toll-free";
    static final String NORTH_AMERICA = "Atlantic local";
    static final String DACH = "EuroNumbers DACH";
    static final String WEST = "EuroNumbers West";
    static final String EAST = "EuroNumbers North and East";
    static final String DOLLAR = "Pacific wholesale";

    private static final String HEADER =
            "number,DID vendor batch,activation fee,periodic fee,description,DID group,frozen\n";

    private static final int BLOCK = 10;

    private final Random random = new Random(1800);
    private final Set<String> used = new LinkedHashSet<>();
    private final StringBuilder csv = new StringBuilder(HEADER);

    /** {@return the file of everything the vendors sell, as they would send it} */
    static String file() {
        var numbers = new DemoNumbers();
        numbers.vanity();
        numbers.series(TOLL_FREE, 1_250, "1.00", "0.85", "1800", 7);
        numbers.series(TOLL_FREE, 350, "1.00", "0.95", "1888", 7);
        numbers.series(NORTH_AMERICA, 500, "0.50", "0.60", "1212", 7);
        numbers.series(NORTH_AMERICA, 250, "0.50", "0.65", "1416", 7);
        numbers.series(DACH, 600, "0.00", "0.40", "4930", 8);
        numbers.series(DACH, 200, "0.00", "1.10", "41445", 6);
        numbers.series(DACH, 150, "0.00", "0.90", "431", 7);
        numbers.series(WEST, 500, "0.00", "0.55", "44203", 7);
        numbers.series(WEST, 300, "0.00", "0.70", "3314", 7);
        numbers.series(WEST, 200, "0.00", "0.75", "3120", 7);
        numbers.series(WEST, 200, "0.00", "0.65", "3491", 7);
        numbers.series(EAST, 150, "0.00", "0.80", "3906", 8);
        numbers.series(EAST, 150, "0.00", "0.70", "4822", 7);
        numbers.series(DOLLAR, 120, "0.00", "1.50", "1310", 7);
        return numbers.csv.toString();
    }

    /** Numbers that spell something: 1 800 226-VOIP. */
    private void vanity() {
        for (var exchange :
                List.of("226", "341", "555", "671", "718", "802", "866", "907", "934", "246", "377", "488")) {
            line("1800" + exchange + "8647", TOLL_FREE, "5.00", "1.20", "spells VOIP", "Gold");
        }
        for (var i = 0; i < 60; i++) {
            line("1800" + (200 + random.nextInt(800)) + "8647", TOLL_FREE, "1.00", "0.85", "", "Campaign");
        }
    }

    /** Numbers here and there, and now and then a block of ten in a row. */
    private void series(String batch, int count, String activation, String recurring, String prefix, int digits) {
        var drawn = new ArrayList<String>();
        while (drawn.size() < count) {
            var number = new StringBuilder(prefix).append(2 + random.nextInt(8));
            while (number.length() < prefix.length() + digits) {
                number.append(random.nextInt(10));
            }
            if (random.nextInt(100) < 3 && drawn.size() + BLOCK <= count) {
                number.setLength(number.length() - 1);
                for (int last = 0; last < BLOCK; last++) {
                    drawn.add(number.toString() + last);
                }
            } else {
                drawn.add(number.toString());
            }
        }
        for (var number : drawn) {
            var luck = random.nextInt(20);
            line(
                    number,
                    batch,
                    activation,
                    recurring,
                    luck == 0 ? "from the spring auction" : "",
                    luck < 3 ? "Campaign" : "");
        }
    }

    private void line(
            String number, String batch, String activation, String recurring, String description, String group) {
        if (used.add(number)) {
            var frozen = random.nextInt(16) == 0 ? "yes" : "no";
            csv.append(String.join(",", "+" + number, batch, activation, recurring, description, group, frozen))
                    .append('\n');
        }
    }
}
