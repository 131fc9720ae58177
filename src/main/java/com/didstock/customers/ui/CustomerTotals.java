package com.didstock.customers.ui;

import com.didstock.tenancy.ChildTenantRow;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.vaadin.flow.component.grid.Grid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The figures of the children that are listed, and below each column their sum; amounts by currency. */
final class CustomerTotals {

    private final ListPage<ChildTenantRow> page;
    private final Formats formats;
    private final List<Sum> sums = new ArrayList<>();

    /** A column, and what stands below it. */
    private record Sum(Grid.Column<ChildTenantRow> column, Function<List<ChildTenantRow>, String> of) {}

    CustomerTotals(ListPage<ChildTenantRow> page, Formats formats) {
        this.page = page;
        this.formats = formats;
    }

    void count(String header, ToLongFunction<ChildTenantRow> value) {
        var column = page.figure(header, row -> formats.count(value.applyAsLong(row)));
        sums.add(new Sum(
                column, rows -> formats.count(rows.stream().mapToLong(value).sum())));
    }

    void money(String header, Function<ChildTenantRow, Map<String, BigDecimal>> value) {
        var column = page.figure(header, row -> text(value.apply(row)));
        sums.add(new Sum(column, rows -> {
            var total = new HashMap<String, BigDecimal>();
            rows.forEach(row ->
                    value.apply(row).forEach((currency, amount) -> total.merge(currency, amount, BigDecimal::add)));
            return text(total);
        }));
    }

    void show(List<ChildTenantRow> rows) {
        sums.forEach(sum -> sum.column().setFooter(sum.of().apply(rows)));
    }

    private String text(Map<String, BigDecimal> amounts) {
        return ListPage.orDash(amounts.entrySet().stream()
                .map(amount -> formats.money(amount.getValue(), amount.getKey()))
                .sorted()
                .collect(Collectors.joining(" · ")));
    }
}
