package com.didstock.charges.ui;

import com.didstock.charges.ChargeFilter;
import com.didstock.charges.ChargeSheet;
import com.didstock.charges.Charges;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.time.YearMonth;

/** The way to the charges that are shown, as a CSV file; the browser fetches it, as this user in this session only. */
final class ChargesFile extends Anchor {

    private record Wanted(YearMonth month, ChargeFilter filter) {}

    private final Actor actor;
    private final Charges charges;
    private volatile Wanted wanted = new Wanted(YearMonth.of(2000, 1), ChargeFilter.EVERYTHING);

    ChargesFile(Actor actor, Charges charges) {
        this.actor = actor;
        this.charges = charges;
        setText(getTranslation("charges.csv"));
        setHref((DownloadHandler) this::send);
        addClassName("charges-file");
    }

    /** Says which charges the file is to hold. */
    void offer(YearMonth month, ChargeFilter filter) {
        wanted = new Wanted(month, filter);
    }

    private void send(DownloadEvent event) throws IOException {
        var order = wanted;
        event.setFileName("charges-" + order.month() + ".csv");
        event.setContentType(SheetFormat.CSV.mediaType());
        var sheet = Sheet.begin(SheetFormat.CSV, event.getOutputStream(), "charges", ChargeSheet.HEADER);
        charges.write(actor, order.month(), order.filter(), sheet);
    }
}
