package com.didstock.downloads;

import com.didstock.sheets.Sheet;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A number as a line of existing stock: in the very columns that an upload of such reads. */
record StockLine(
        String number,
        String vendorBatch,
        BigDecimal activationCost,
        BigDecimal recurringCost,
        String description,
        @Nullable Instant releasedAt,
        boolean freeOfCharge,
        @Nullable String country,
        @Nullable String area,
        @Nullable String group,
        boolean frozen,
        List<String> holder,
        @Nullable String pricingBatch,
        @Nullable BigDecimal activationRevenue,
        @Nullable BigDecimal recurringRevenue,
        @Nullable String account,
        @Nullable Instant inUseSince,
        @Nullable Instant agingUntil,
        Instant obtainedAt,
        String status) {

    static final List<String> HEADER = List.of(
            "Number",
            "DID vendor batch",
            "Activation fee",
            "Periodic fee",
            "Description",
            "Released date",
            "Free of charge",
            "Country",
            "Area",
            "DID group",
            "Frozen",
            "Holder",
            "Pricing batch",
            "Activation revenue",
            "Recurring revenue",
            "Account",
            "In use since",
            "Aging until",
            "Obtained on",
            "Status");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    void write(ZoneId zone, Sheet sheet) throws IOException {
        sheet.code(number)
                .text(vendorBatch)
                .amount(plain(activationCost))
                .amount(plain(recurringCost))
                .text(description)
                .text(time(releasedAt, zone))
                .code(yes(freeOfCharge))
                .code(country == null ? "--" : country)
                .text(area)
                .text(group)
                .code(yes(frozen))
                .text(holder.isEmpty() ? null : String.join(" / ", holder))
                .text(pricingBatch)
                .amount(plain(activationRevenue))
                .amount(plain(recurringRevenue))
                .text(account)
                .text(time(inUseSince, zone))
                .text(time(agingUntil, zone))
                .text(time(obtainedAt, zone))
                .code(status);
        sheet.endRow();
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        var shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale()));
    }

    private static @Nullable String time(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? null : TIME.format(moment.atZone(zone));
    }

    private static String yes(boolean is) {
        return is ? "Y" : "N";
    }
}
