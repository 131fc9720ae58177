package com.didstock.inventory.ui;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.Named;
import com.didstock.numbering.NumberSearch;
import com.didstock.ui.Formats;
import com.didstock.ui.StatusBadge;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a number's facts look in the list. */
final class StockCells {

    /** Finds a text by its key. */
    interface Texts {

        String of(String key, Object... arguments);
    }

    private final Texts texts;
    private final Consumer<DidRow> details;
    private final boolean sells;
    private Map<String, String> accounts = Map.of();
    private NumberSearch search = new NumberSearch.Everything();

    /** @param sells whether the reader puts numbers into pricing batches */
    StockCells(Texts texts, Consumer<DidRow> details, boolean sells) {
        this.texts = texts;
        this.details = details;
        this.sells = sells;
    }

    /** Which accounts use numbers, from now on. */
    void use(Map<String, String> accountsOfNumbers) {
        accounts = accountsOfNumbers;
    }

    /** What is marked in the numbers from now on. */
    void mark(NumberSearch wanted) {
        search = wanted;
    }

    Component cost(@Nullable BigDecimal amount, String currency) {
        return amount == null ? text((String) null) : figures(Formats.current().money(amount, currency));
    }

    /** Earned, or merely offered (faint), or less than it costs (red). */
    Component revenue(DidRow row) {
        var amount = row.recurringRevenue();
        var currency = row.revenueCurrency();
        if (row.freeOfCharge()) {
            var free = new Span(texts.of("inventory.free-of-charge"));
            free.addClassName("faint");
            return free;
        }
        if (amount == null || currency == null) {
            return text((String) null);
        }
        var figures = figures(Formats.current().money(amount, currency));
        if (!row.revenueFixed()) {
            figures.addClassName("faint");
            figures.setTitle(texts.of("inventory.revenue.offered"));
        }
        return isBelowCost(row) ? belowCost(figures) : figures;
    }

    private static boolean isBelowCost(DidRow row) {
        var margin = row.margin();
        return margin != null && margin.signum() < 0;
    }

    /** What is earned less what is paid; in two currencies there is none. */
    Component margin(DidRow row) {
        var margin = row.margin();
        if (margin == null) {
            return text((String) null);
        }
        var figures = figures(Formats.current().money(margin, row.currency()));
        return margin.signum() < 0 ? belowCost(figures) : figures;
    }

    /** Red, and a sign and words besides: a colour alone tells some readers nothing. */
    private Span belowCost(Span figures) {
        var words = texts.of("inventory.revenue.below-cost");
        var sign = new Span("▼");
        sign.addClassName("below-cost-sign");
        sign.getElement().setAttribute("aria-hidden", "true");
        var said = new Span(words);
        said.addClassName("visually-hidden");
        figures.addClassName("danger-text");
        figures.setTitle(words);
        figures.addComponentAsFirst(sign);
        figures.add(said);
        return figures;
    }

    /** A fact that is nothing but words; empty where there is none. */
    String words(StockColumn column, DidRow row) {
        var formats = Formats.current();
        return switch (column) {
            case ACCOUNT -> accounts.getOrDefault(row.number(), "");
            case VENDOR -> name(row.vendor());
            case SUPPLY ->
                row.vendorBatch() == null
                        ? Objects.requireNonNullElse(row.supplyLabel(), "")
                        : row.vendorBatch().name();
            case AREA -> Objects.requireNonNullElse(row.area(), "");
            case TYPE -> texts.of("inventory.type." + row.numberType());
            case CLASS -> texts.of("inventory.class." + row.numberClass());
            case CURRENCY -> row.currency();
            case HOME_BATCH -> name(row.homeBatch());
            case HELD_SINCE -> formats.date(row.heldSince());
            case FREE_SINCE -> row.releasedAt() == null ? "" : formats.date(row.releasedAt());
            case GROUP -> name(row.group());
            case COUNTRY -> place(row);
            case CHILD -> name(row.child());
            case PRICING_BATCH -> name(row.pricingBatch());
            case DESCRIPTION -> row.description();
            case NUMBER, STATUS, ACTIVATION_COST, RECURRING_COST, REVENUE, MARGIN ->
                throw new IllegalArgumentException(column + " is more than words");
        };
    }

    private static String name(@Nullable Named named) {
        return named == null ? "" : named.name();
    }

    private static Span figures(String amount) {
        var span = new Span(amount);
        span.addClassName("figures");
        return span;
    }

    Component numberLink(DidRow row) {
        var link = new NativeButton("", _ -> details.accept(row));
        link.addClassName("did-link");
        link.add(new NumberText(row.number(), search));
        return link;
    }

    Component card(DidRow row) {
        var money = new Span(cardMoney(row));
        money.addClassNames("figures", "muted");
        var facts = new Span(sells ? place(row) + " · " + batch(row) : place(row));
        facts.addClassName("muted");
        var card = new Div(numberLink(row), badge(row), facts, money);
        card.addClassName("stock-card");
        return card;
    }

    private String batch(DidRow row) {
        return row.pricingBatch() == null
                ? texts.of("inventory.no-batch")
                : row.pricingBatch().name();
    }

    private static String cardMoney(DidRow row) {
        if (row.recurringCost() == null) {
            return "";
        }
        var formats = Formats.current();
        var cost = formats.money(row.recurringCost(), row.currency());
        return row.recurringRevenue() == null || row.revenueCurrency() == null
                ? cost
                : cost + " → " + formats.money(row.recurringRevenue(), row.revenueCurrency());
    }

    Component status(DidRow row) {
        var since = new Span(since(row));
        since.addClassNames("faint", "small");
        var cell = new Span(badge(row), since);
        cell.addClassName("status-cell");
        return cell;
    }

    StatusBadge badge(DidRow row) {
        var key = "inventory.status." + row.status();
        var withWhom = row.status() == DidStatus.GIVEN && row.childKind() != null ? "." + row.childKind() : "";
        return new StatusBadge(texts.of(key + withWhom), kind(row.status()));
    }

    /** Since when, or until when; empty if that is not known or does not matter. */
    String since(DidRow row) {
        var formats = Formats.current();
        return switch (row.status()) {
            case FREE ->
                row.releasedAt() == null
                        ? texts.of("inventory.since.never")
                        : texts.of("inventory.since.free", formats.date(row.releasedAt()));
            case AGING -> row.until() == null ? "" : texts.of("inventory.since.aging", formats.date(row.until()));
            case RESERVED -> row.until() == null ? "" : texts.of("inventory.since.reserved", formats.date(row.until()));
            case FROZEN -> texts.of("inventory.since.frozen");
            case GIVEN, IN_USE, PENDING -> "";
        };
    }

    static StatusBadge.Kind kind(DidStatus status) {
        return switch (status) {
            case FREE -> StatusBadge.Kind.INFO;
            case IN_USE -> StatusBadge.Kind.OK;
            case AGING, RESERVED, PENDING -> StatusBadge.Kind.WARN;
            case FROZEN, GIVEN -> StatusBadge.Kind.MUTE;
        };
    }

    String place(DidRow row) {
        var type = texts.of("inventory.type." + row.numberType());
        if (row.country() == null) {
            return type;
        }
        return row.country() + " · " + (row.area() == null ? type : row.area());
    }

    static Component text(@Nullable String text) {
        var span = new Span(text == null || text.isEmpty() ? "—" : text);
        if (text == null || text.isEmpty()) {
            span.addClassName("faint");
        } else {
            span.setTitle(text);
        }
        return span;
    }
}
