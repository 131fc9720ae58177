package com.didstock.inventory.ui;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.NumberInventory.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the list can tell of a number, in the order in which it stands until somebody changes it. */
enum StockColumn {
    NUMBER("number", DidSort.NUMBER, 152),
    GROUP("group", DidSort.GROUP, 78),
    COUNTRY("country", DidSort.COUNTRY, 122),
    STATUS("status", DidSort.STATUS, 196),
    ACCOUNT("account", null, 110),
    CHILD("child", DidSort.CHILD, 96),
    PRICING_BATCH("batch", DidSort.PRICING_BATCH, 88),
    ACTIVATION_COST("activation-cost", DidSort.ACTIVATION_COST, 82),
    RECURRING_COST("recurring-cost", DidSort.RECURRING_COST, 82),
    REVENUE("revenue", DidSort.RECURRING_REVENUE, 82),
    MARGIN("margin", null, 82),
    VENDOR("vendor", null, 110),
    SUPPLY("supply", null, 110),
    DESCRIPTION("description", DidSort.DESCRIPTION, 88),
    AREA("area", null, 110),
    TYPE("type", null, 96),
    CLASS("class", null, 82),
    CURRENCY("currency", null, 70),
    HOME_BATCH("home-batch", null, 96),
    HELD_SINCE("held-since", DidSort.HELD_SINCE, 104),
    FREE_SINCE("free-since", DidSort.RELEASED_AT, 104);

    private final String key;
    private final @Nullable DidSort sort;
    private final int width;

    StockColumn(String key, @Nullable DidSort sort, int width) {
        this.key = key;
        this.sort = sort;
        this.width = width;
    }

    String key() {
        return key;
    }

    /** {@return by what its header sorts; null if it does not} */
    @Nullable
    DidSort sort() {
        return sort;
    }

    /** {@return pixels, until somebody makes it wider or narrower} */
    int width() {
        return width;
    }

    /** {@return whether its figures stand under each other} */
    boolean isMoney() {
        return switch (this) {
            case ACTIVATION_COST, RECURRING_COST, REVENUE, MARGIN -> true;
            case NUMBER,
                    GROUP,
                    COUNTRY,
                    STATUS,
                    ACCOUNT,
                    CHILD,
                    PRICING_BATCH,
                    VENDOR,
                    SUPPLY,
                    DESCRIPTION,
                    AREA,
                    TYPE,
                    CLASS,
                    CURRENCY,
                    HOME_BATCH,
                    HELD_SINCE,
                    FREE_SINCE -> false;
        };
    }

    /** {@return whether it keeps its width where there is room to spare} */
    boolean isFixed() {
        return isMoney() || this == NUMBER || this == STATUS;
    }

    String textKey(Scope scope) {
        return "inventory.column." + (this == SUPPLY && scope.ownVendors() ? "vendor-batch" : key);
    }

    static Optional<StockColumn> named(@Nullable String key) {
        return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
    }

    /** {@return the columns that say something to this user} */
    static List<StockColumn> of(Scope scope) {
        return Arrays.stream(values()).filter(it -> it.isFor(scope)).toList();
    }

    /**
     * {@return the columns shown to somebody who chose none}
     *
     * @param wide whether the screen has room for what is rarely looked at
     */
    static List<StockColumn> standard(Scope scope, boolean wide) {
        return of(scope).stream()
                .filter(it -> switch (it) {
                    case NUMBER,
                            GROUP,
                            COUNTRY,
                            STATUS,
                            ACCOUNT,
                            CHILD,
                            PRICING_BATCH,
                            ACTIVATION_COST,
                            RECURRING_COST,
                            REVENUE,
                            DESCRIPTION -> true;
                    case MARGIN, SUPPLY -> wide;
                    case VENDOR, AREA, TYPE, CLASS, CURRENCY, HOME_BATCH, HELD_SINCE, FREE_SINCE -> false;
                })
                .toList();
    }

    private boolean isFor(Scope scope) {
        return switch (this) {
            case CHILD, PRICING_BATCH, HOME_BATCH -> scope.hasChildren();
            case REVENUE, MARGIN -> scope.hasChildren() && scope.seesMoney();
            case ACTIVATION_COST, RECURRING_COST, CURRENCY -> scope.seesMoney();
            case VENDOR -> scope.ownVendors();
            case ACCOUNT -> !scope.hasChildren();
            case NUMBER, GROUP, COUNTRY, STATUS, SUPPLY, DESCRIPTION, AREA, TYPE, CLASS, HELD_SINCE, FREE_SINCE -> true;
        };
    }
}
