package com.didstock.charges;

import com.didstock.sheets.Sheet;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;

/** Charges as rows of a file. */
public final class ChargeSheet {

    /** The columns, named alike in every language so that programs can read the file. */
    public static final List<String> HEADER = List.of(
            "month", "direction", "counterparty", "number", "kind", "days", "amount", "currency", "pricing batch");

    private ChargeSheet() {}

    static void write(Sheet sheet, YearMonth month, ChargeLine line) throws IOException {
        sheet.code(month.toString()).code(line.earned() ? "EARNED" : "PAID");
        switch (line.counterparty()) {
            case Counterparty.Vendors _ -> sheet.code("VENDORS");
            case Counterparty.Above _ -> sheet.code("PROVIDER");
            case Counterparty.Child child -> sheet.text(child.name());
        }
        sheet.code(line.number())
                .code(line.kind().name())
                .count(line.days())
                .amount(line.amount().stripTrailingZeros())
                .code(line.currency())
                .text(line.batch());
        sheet.endRow();
    }
}
