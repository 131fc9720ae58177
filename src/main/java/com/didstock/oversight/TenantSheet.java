package com.didstock.oversight;

import com.didstock.sheets.Sheet;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tree of tenants as rows of a file: one for each, or one for each currency of whoever has amounts in several. */
final class TenantSheet {

    static final List<String> COLUMNS =
            List.of("name", "below", "level", "kind", "status", "numbers", "in use", "not in use", "most numbers");
    static final List<String> WITH_MONEY = Stream.concat(
                    COLUMNS.stream(), Stream.of("currency", "monthly cost", "monthly revenue"))
            .toList();

    private TenantSheet() {}

    static void write(OverseenTenant tenant, boolean money, Sheet sheet) throws IOException {
        var currencies = new TreeSet<>(tenant.monthlyCost().keySet());
        currencies.addAll(tenant.monthlyRevenue().keySet());
        writeFacts(tenant, sheet);
        if (!money) {
            sheet.endRow();
            return;
        }
        var several = new ArrayList<>(currencies);
        if (several.isEmpty()) {
            sheet.text(null).text(null).text(null);
            sheet.endRow();
            return;
        }
        writeAmounts(tenant, several.getFirst(), sheet);
        for (var currency : several.subList(1, several.size())) {
            sheet.text(tenant.name()).text(String.join(" › ", tenant.parents()));
            for (var empty = 2; empty < COLUMNS.size(); empty++) {
                sheet.text(null);
            }
            writeAmounts(tenant, currency, sheet);
        }
    }

    private static void writeFacts(OverseenTenant tenant, Sheet sheet) throws IOException {
        sheet.text(tenant.name())
                .text(String.join(" › ", tenant.parents()))
                .count(tenant.level())
                .code(tenant.kind().name())
                .code(tenant.status().name())
                .count(tenant.held())
                .count(tenant.inUse())
                .count(tenant.idle());
        var most = tenant.maxNumbers();
        if (most == null) {
            sheet.text(null);
        } else {
            sheet.count(most);
        }
    }

    private static void writeAmounts(OverseenTenant tenant, String currency, Sheet sheet) throws IOException {
        sheet.code(currency)
                .amount(tenant.monthlyCost().getOrDefault(currency, BigDecimal.ZERO))
                .amount(tenant.monthlyRevenue().getOrDefault(currency, BigDecimal.ZERO));
        sheet.endRow();
    }
}
