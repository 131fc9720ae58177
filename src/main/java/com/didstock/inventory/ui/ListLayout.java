package com.didstock.inventory.ui;

import com.didstock.inventory.NumberInventory.Scope;
import com.didstock.inventory.PageRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody likes the list.
 *
 * @param chosen the columns shown, in order; empty for those that everybody sees who chose none
 * @param widths pixels, of the columns that were made wider or narrower
 * @param size rows on a page
 * @param compact whether rows stand closely
 */
record ListLayout(List<StockColumn> chosen, Map<StockColumn, Integer> widths, int size, boolean compact) {

    static final ListLayout STANDARD = new ListLayout(List.of(), Map.of(), PageRequest.DEFAULT_SIZE, true);

    private static final int NARROWEST = 40;
    private static final int WIDEST = 1_000;

    ListLayout {
        chosen = chosen.stream().distinct().toList();
        widths = Map.copyOf(widths);
        size = PageBar.SIZES.contains(size) ? size : PageRequest.DEFAULT_SIZE;
    }

    /** As it is kept. Anything may stand there: a later portal wrote it, an earlier one, or somebody by hand. */
    record Kept(
            @Nullable List<@Nullable String> columns,
            @Nullable Map<String, @Nullable Integer> widths,
            @Nullable Integer size,
            @Nullable Boolean compact) {}

    /** {@return what was kept, without what means nothing here} */
    static ListLayout of(Kept kept) {
        var columns = Optional.ofNullable(kept.columns()).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .flatMap(key -> StockColumn.named(key).stream())
                .toList();
        var widths = new EnumMap<StockColumn, Integer>(StockColumn.class);
        Optional.ofNullable(kept.widths()).orElse(Map.of()).forEach((key, width) -> {
            if (width != null) {
                StockColumn.named(key).ifPresent(column -> widths.put(column, fitting(width)));
            }
        });
        return new ListLayout(
                columns,
                widths,
                Objects.requireNonNullElse(kept.size(), PageRequest.DEFAULT_SIZE),
                Objects.requireNonNullElse(kept.compact(), true));
    }

    Kept toKeep() {
        var pixels = new HashMap<String, @Nullable Integer>();
        widths.forEach((column, width) -> pixels.put(column.key(), width));
        return new Kept(List.copyOf(chosen.stream().map(StockColumn::key).toList()), pixels, size, compact);
    }

    /** {@return the columns to show, in order, the number always among them} */
    List<StockColumn> shown(Scope scope, boolean wide) {
        var available = StockColumn.of(scope);
        var shown = new ArrayList<>(chosen.stream().filter(available::contains).toList());
        if (shown.isEmpty()) {
            return StockColumn.standard(scope, wide);
        }
        if (!shown.contains(StockColumn.NUMBER)) {
            shown.addFirst(StockColumn.NUMBER);
        }
        return shown;
    }

    ListLayout withColumns(List<StockColumn> wanted) {
        return new ListLayout(wanted, widths, size, compact);
    }

    ListLayout withWidth(StockColumn column, int pixels) {
        var wanted = new HashMap<>(widths);
        wanted.put(column, fitting(pixels));
        return new ListLayout(chosen, wanted, size, compact);
    }

    ListLayout withSize(int wanted) {
        return new ListLayout(chosen, widths, wanted, compact);
    }

    ListLayout withCompact(boolean wanted) {
        return new ListLayout(chosen, widths, size, wanted);
    }

    private static int fitting(int pixels) {
        return Math.clamp(pixels, NARROWEST, WIDEST);
    }
}
