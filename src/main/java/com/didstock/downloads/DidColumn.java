package com.didstock.downloads;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.Named;
import com.didstock.sheets.Sheet;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file of numbers. The names are those by which an upload knows the columns it takes, and no other column
 * has a name that an upload would take for one of them.
 */
public enum DidColumn {
    NUMBER("Number", code(DidRow::number)),
    VENDOR_BATCH("DID vendor batch", text(row -> name(row.vendorBatch()))),
    SUPPLY_LABEL("Supply label", text(DidRow::supplyLabel)),
    ACTIVATION_COST("Activation fee", amount(DidRow::activationCost, DidRow::currency)),
    RECURRING_COST("Periodic fee", amount(DidRow::recurringCost, DidRow::currency)),
    CURRENCY("Currency", code(DidRow::currency)),
    DESCRIPTION("Description", text(DidRow::description)),
    RELEASED_AT("Released date", time(DidRow::releasedAt)),
    FREE_OF_CHARGE("Free of charge", code(row -> yes(row.freeOfCharge()))),
    COUNTRY("Country", code(row -> row.country() == null ? "--" : row.country())),
    AREA("Area", text(DidRow::area)),
    GROUP("DID group", text(row -> name(row.group()))),
    FROZEN("Frozen", code(row -> yes(row.status() == DidStatus.FROZEN))),
    STATUS("Status", code(row -> row.status().name())),
    UNTIL("Until", time(DidRow::until)),
    HELD_BY("Held by", text(row -> name(row.child()))),
    PRICING_BATCH("Pricing batch", text(row -> name(row.pricingBatch()))),
    HOME_BATCH("Was in batch", text(row -> name(row.homeBatch()))),
    ACTIVATION_REVENUE("Activation revenue", amount(DidRow::activationRevenue, DidRow::revenueCurrency)),
    RECURRING_REVENUE("Recurring revenue", amount(DidRow::recurringRevenue, DidRow::revenueCurrency)),
    REVENUE_CURRENCY("Revenue currency", text(DidRow::revenueCurrency)),
    MARGIN("Margin", amount(DidRow::margin, DidRow::currency)),
    HELD_SINCE("Held since", time(DidRow::heldSince)),
    NUMBER_TYPE("Number type", code(DidRow::numberType)),
    NUMBER_CLASS("Class", code(DidRow::numberClass)),
    /** Of a customer's own; not a fact of the row, so whoever writes the file says it. */
    ACCOUNT("Account", text(_ -> null));

    /** All that an upload reads of a number: a file that is to come back has them all. */
    static final Set<DidColumn> OF_UPLOADS = Set.copyOf(EnumSet.of(
            NUMBER,
            VENDOR_BATCH,
            ACTIVATION_COST,
            RECURRING_COST,
            DESCRIPTION,
            RELEASED_AT,
            FREE_OF_CHARGE,
            COUNTRY,
            AREA,
            GROUP,
            FROZEN));

    /** What tells amounts, and so is not for everybody. */
    static final Set<DidColumn> OF_MONEY = Set.copyOf(EnumSet.of(
            ACTIVATION_COST,
            RECURRING_COST,
            CURRENCY,
            ACTIVATION_REVENUE,
            RECURRING_REVENUE,
            REVENUE_CURRENCY,
            MARGIN));

    /** What is said of numbers only by one who sells them on. */
    static final Set<DidColumn> OF_SELLERS = Set.copyOf(EnumSet.of(
            HELD_BY, PRICING_BATCH, HOME_BATCH, ACTIVATION_REVENUE, RECURRING_REVENUE, REVENUE_CURRENCY, MARGIN));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final String title;
    private final Cell cell;

    DidColumn(String title, Cell cell) {
        this.title = title;
        this.cell = cell;
    }

    /** {@return the column of this name in the API, such as {@code recurringCost}} */
    public static Optional<DidColumn> named(String apiName) {
        return Arrays.stream(values())
                .filter(column -> column.apiName().equals(apiName))
                .findFirst();
    }

    /** {@return its name in the API: camel case} */
    public String apiName() {
        var words = name().toLowerCase(Locale.ROOT).split("_", -1);
        var text = new StringBuilder(words[0]);
        for (var place = 1; place < words.length; place++) {
            text.append(Character.toUpperCase(words[place].charAt(0))).append(words[place].substring(1));
        }
        return text.toString();
    }

    /**
     * {@return the name in the file's first row}
     *
     * @param ownVendors whether the tenant uploads files itself; others know what they pay as costs
     */
    String title(boolean ownVendors) {
        return switch (this) {
            case ACTIVATION_COST -> ownVendors ? title : "Activation cost";
            case RECURRING_COST -> ownVendors ? title : "Recurring cost";
            default -> title;
        };
    }

    void write(DidRow row, ZoneId zone, Sheet sheet) throws IOException {
        cell.write(row, zone, sheet);
    }

    // ------------------------------------------------------------------------------------------- cells

    private interface Cell {
        void write(DidRow row, ZoneId zone, Sheet sheet) throws IOException;
    }

    private static Cell text(Function<DidRow, @Nullable String> fact) {
        return (row, _, sheet) -> sheet.text(fact.apply(row));
    }

    private static Cell code(Function<DidRow, String> fact) {
        return (row, _, sheet) -> sheet.code(fact.apply(row));
    }

    private static Cell amount(
            Function<DidRow, @Nullable BigDecimal> fact, Function<DidRow, @Nullable String> currency) {
        return (row, _, sheet) -> sheet.amount(plain(fact.apply(row), currency.apply(row)));
    }

    private static Cell time(Function<DidRow, @Nullable Instant> fact) {
        return (row, zone, sheet) -> {
            var moment = fact.apply(row);
            sheet.text(moment == null ? null : TIME.format(moment.atZone(zone)));
        };
    }

    private static @Nullable String name(@Nullable Named named) {
        return named == null ? null : named.name();
    }

    private static String yes(boolean is) {
        return is ? "Y" : "N";
    }

    /** With at least the currency's digits, more only where they say something. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return null;
        }
        var digits = currency == null
                ? 0
                : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        var shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(digits, shortest.scale()), RoundingMode.UNNECESSARY);
    }
}
