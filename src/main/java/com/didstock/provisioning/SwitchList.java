package com.didstock.provisioning;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.Reading;
import com.didstock.provisioning.UseDifference.Kind;
import com.didstock.tables.TableFile;
import com.didstock.tables.TableFile.Row;
import com.didstock.tables.TableLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a softswitch says it uses: numbers and their accounts.
 *
 * @param lines with something in them, the header not counted
 * @param entries by number
 * @param faults what could not be taken up
 */
record SwitchList(int lines, Map<String, Entry> entries, List<UseDifference> faults) {

    static final int MOST_LINES = 500_000;

    private static final int LONGEST_SHOWN = 64;
    private static final Set<String> NUMBER = Set.of(
            "number", "numbers", "did", "dids", "didnumber", "phonenumber", "e164", "cli", "ani", "alias", "rufnummer");
    private static final Set<String> ACCOUNT = Set.of(
            "account", "accountid", "accountnumber", "user", "username", "subscriber", "line", "konto", "kontoid");

    /** A number of the list and where it stands. */
    record Entry(int line, String account) {}

    /**
     * Reads a file to its end.
     *
     * @param defaultCountry how national numbers are read; null: not at all
     * @throws com.didstock.tables.TableRefusedException if it is no table, or breaks a limit
     * @throws com.didstock.tenancy.RefusedException if its header names no column of numbers, or nothing is below
     */
    static SwitchList read(Path file, @Nullable String defaultCountry) throws IOException {
        try (var table = TableFile.open(file, null, TableLimits.usual(MOST_LINES + 1), SwitchList::isKnown)) {
            var header = table.next();
            int numbers = header == null ? -1 : place(header, NUMBER);
            if (header == null || numbers < 0) {
                throw ComparisonRefusal.NO_NUMBERS.because();
            }
            int accounts = place(header, ACCOUNT);
            var entries = new LinkedHashMap<String, Entry>();
            var faults = new ArrayList<UseDifference>();
            int lines = 0;
            for (var row = table.next(); row != null; row = table.next()) {
                lines++;
                take(row, row.cell(numbers), accounts < 0 ? "" : row.cell(accounts), defaultCountry, entries, faults);
            }
            if (lines == 0) {
                throw ComparisonRefusal.HEADER_ONLY.because();
            }
            return new SwitchList(lines, entries, faults);
        }
    }

    private static void take(
            Row row,
            String written,
            String account,
            @Nullable String defaultCountry,
            Map<String, Entry> entries,
            List<UseDifference> faults) {
        if (!(DidNumber.parse(written, defaultCountry) instanceof Reading.Parsed<DidNumber>(var number))) {
            faults.add(fault(Kind.NOT_A_NUMBER, row.line(), written, account));
            return;
        }
        var before = entries.putIfAbsent(number.digits(), new Entry(row.line(), account));
        if (before != null && !isSame(before.account(), account, defaultCountry)) {
            faults.add(fault(Kind.TWICE_THERE, row.line(), number.digits(), account));
        }
    }

    /** {@return whether two texts name the same account, however its number is written; a blank one names none} */
    static boolean isSame(String one, String other, @Nullable String defaultCountry) {
        return one.equalsIgnoreCase(other)
                || normal(one, defaultCountry).equalsIgnoreCase(normal(other, defaultCountry));
    }

    private static String normal(String account, @Nullable String defaultCountry) {
        var text = account.strip();
        return DidNumber.parse(text, defaultCountry) instanceof Reading.Parsed<DidNumber>(var number)
                ? number.digits()
                : text;
    }

    private static UseDifference fault(Kind kind, int line, String number, String account) {
        return new UseDifference(kind, line, shown(number), null, null, null, shown(account), null);
    }

    /** {@return a text of the file, shortened to what an ID can have} */
    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }

    private static boolean isKnown(String name) {
        return NUMBER.contains(normalName(name)) || ACCOUNT.contains(normalName(name));
    }

    private static int place(Row header, Set<String> names) {
        int found = -1;
        for (int place = 0; place < header.cells().size(); place++) {
            if (names.contains(normalName(header.cell(place)))) {
                if (found >= 0) {
                    throw ComparisonRefusal.COLUMN_TWICE.because(shown(header.cell(found)), shown(header.cell(place)));
                }
                found = place;
            }
        }
        return found;
    }

    // "Account ID", "account_id" and "accountId" are one name.
    private static String normalName(String name) {
        return name.length() > LONGEST_SHOWN
                ? ""
                : name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
