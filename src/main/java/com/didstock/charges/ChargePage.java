package com.didstock.charges;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of a month's charges, by number.
 *
 * @param next where the next page begins; null: this is the last
 */
public record ChargePage(List<ChargeLine> lines, @Nullable Place next) {

    public ChargePage {
        lines = List.copyOf(lines);
    }

    /** The last line of a page. */
    public record Place(String number, UUID stay, ChargeKind kind, int sequence) {

        static Place of(ChargeLine line) {
            return new Place(line.number(), line.stay(), line.kind(), line.sequence());
        }
    }
}
