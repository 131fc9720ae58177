package com.didstock.provisioning;

import com.didstock.provisioning.UseDifference.Kind;
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
}
