package com.didstock.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some operations, newest first.
 *
 * @param next where the next page begins; null: this is the last
 */
public record ActivityPage(
        List<ActivityEntry> entries, @Nullable String next) {

    public ActivityPage {
        entries = List.copyOf(entries);
    }
}
