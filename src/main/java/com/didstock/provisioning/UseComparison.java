package com.didstock.provisioning;

import com.didstock.provisioning.UseDifference.Kind;
import com.didstock.sheets.Sheet;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How a softswitch's list and the use here differ, at one moment.
 *
 * @param listed lines of the file
 * @param inUse numbers that the compared accounts use here
 * @param agreed numbers on which both sides agree
 * @param counts all differences by kind
 * @param differences at most {@link UseComparisons#MOST_DIFFERENCES}
 */
public record UseComparison(
        int listed, int inUse, int agreed, Map<Kind, Integer> counts, List<UseDifference> differences) {

    /** Names of the columns of a file of differences. */
    public static final List<String> HEADER = List.of(
            "Difference", "Number", "Customer", "Account here", "Account there", "Status here", "Line of the file");

    public UseComparison {
        counts = Map.copyOf(counts);
        differences = List.copyOf(differences);
    }

    /** {@return how many differences of a kind there are} */
    public int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** {@return how many differences there are in all, those not listed included} */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Writes the differences, a row each, below {@link #HEADER}. Does not finish the sheet. */
    public void writeTo(Sheet sheet) throws IOException {
        for (var difference : differences) {
            sheet.code(difference.kind().name())
                    .text(difference.number())
                    .text(difference.customerName())
                    .text(difference.accountHere())
                    .text(difference.accountThere())
                    .code(difference.status() == null ? "" : difference.status().name());
            if (difference.line() == 0) {
                sheet.text(null);
            } else {
                sheet.count(difference.line());
            }
            sheet.endRow();
        }
    }
}
