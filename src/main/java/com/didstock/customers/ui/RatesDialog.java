package com.didstock.customers.ui;

import com.didstock.pricing.RateSheetPdf;
import com.didstock.pricing.RateSheets;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenant;
import com.didstock.ui.SheetLink;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.springframework.stereotype.Component;

/** What one child pays for what is offered to it, as files. */
final class RatesDialog extends Dialog {

    /** What the files are written by. */
    @Component
    record Desk(RateSheets sheets, RateSheetPdf pdf) {}

    RatesDialog(Actor actor, Desk desk, ChildTenant child) {
        setHeaderTitle(getTranslation("customers.rates.title", child.name()));
        addClassName("form-dialog");
        var hint = new Paragraph(getTranslation("pricing.rate-sheet.hint"));
        hint.addClassName("muted");
        var files = new Div();
        files.addClassName("charges-files");
        for (var format : SheetFormat.values()) {
            files.add(SheetLink.of(
                    getTranslation("pricing.rate-sheet." + format),
                    format,
                    "rate-sheet",
                    RateSheets.HEADER,
                    sheet -> desk.sheets().write(actor, child.id(), sheet)));
        }
        var locale = getLocale();
        files.add(SheetLink.of(
                getTranslation("pricing.rate-sheet.PDF"),
                RateSheetPdf.FILE_NAME,
                "application/pdf",
                out -> desk.pdf().write(actor, child.id(), locale, out)));
        add(hint, files);
        var close = new Button(getTranslation("ui.close"), _ -> close());
        close.setAutofocus(true);
        getFooter().add(close);
    }
}
