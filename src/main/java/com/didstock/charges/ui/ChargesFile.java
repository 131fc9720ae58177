package com.didstock.charges.ui;

import com.didstock.charges.ChargeFilter;
import com.didstock.charges.ChargeSheet;
import com.didstock.charges.Charges;
import com.didstock.charges.StatementPdf;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Locale;

/**
 * The ways to the month that is shown, as files: its charges as CSV or Excel file, its sums as PDF. The browser fetches them, as this
 * user in this session only.
 */
final class ChargesFile extends Composite<Div> {

    private record Wanted(YearMonth month, ChargeFilter filter) {}

    private final Actor actor;
    private final Charges charges;
    private final StatementPdf statements;
    private final Locale locale;
    private volatile Wanted wanted = new Wanted(YearMonth.of(2000, 1), ChargeFilter.EVERYTHING);

    ChargesFile(Actor actor, Charges charges, StatementPdf statements, Locale locale) {
        this.actor = actor;
        this.charges = charges;
        this.statements = statements;
        this.locale = locale;
        getContent().addClassName("charges-files");
        getContent()
                .add(
                        link("charges.csv", event -> sendCharges(SheetFormat.CSV, event)),
                        link("charges.xlsx", event -> sendCharges(SheetFormat.XLSX, event)),
                        link("charges.pdf", this::sendStatement));
    }

    private Anchor link(String key, DownloadHandler handler) {
        var link = new Anchor(handler, getTranslation(key));
        link.addClassName("charges-file");
        return link;
    }

    /** Says which charges the file is to hold. */
    void offer(YearMonth month, ChargeFilter filter) {
        wanted = new Wanted(month, filter);
    }

    private void sendCharges(SheetFormat format, DownloadEvent event) throws IOException {
        var order = wanted;
        event.setFileName("charges-" + order.month() + "." + format.extension());
        event.setContentType(format.mediaType());
        var sheet = Sheet.begin(format, event.getOutputStream(), "charges", ChargeSheet.HEADER);
        charges.write(actor, order.month(), order.filter(), sheet);
    }

    private void sendStatement(DownloadEvent event) throws IOException {
        var month = wanted.month();
        event.setFileName(StatementPdf.fileName(month));
        event.setContentType("application/pdf");
        statements.write(actor, month, locale, event.getOutputStream());
    }
}
