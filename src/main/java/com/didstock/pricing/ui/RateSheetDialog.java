package com.didstock.pricing.ui;

import com.didstock.pricing.RateSheetPdf;
import com.didstock.pricing.RateSheets;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.ui.SheetLink;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.jspecify.annotations.Nullable;

/** What a child pays for what is offered to it, to take along. */
final class RateSheetDialog extends Dialog {

    private final Actor actor;
    private final RateSheets sheets;
    private final RateSheetPdf pdf;
    private final Div files = new Div();

    RateSheetDialog(Actor actor, RateSheets sheets, RateSheetPdf pdf) {
        this.actor = actor;
        this.sheets = sheets;
        this.pdf = pdf;
        setHeaderTitle(getTranslation("pricing.rate-sheet"));
        addClassName("form-dialog");
        var hint = new Paragraph(getTranslation("pricing.rate-sheet.hint"));
        hint.addClassName("muted");
        var buyers = sheets.buyers(actor);
        var whose = new ComboBox<RateSheets.Buyer>(getTranslation("pricing.rate-sheet.whose"));
        whose.setItems(buyers);
        whose.setItemLabelGenerator(RateSheets.Buyer::name);
        whose.setWidthFull();
        whose.setAutofocus(true);
        whose.addValueChangeListener(event -> offer(event.getValue()));
        files.addClassName("charges-files");
        add(hint);
        if (buyers.isEmpty()) {
            add(new Paragraph(getTranslation("pricing.rate-sheet.nobody")));
        } else {
            add(whose, files);
        }
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
    }

    private void offer(RateSheets.@Nullable Buyer buyer) {
        files.removeAll();
        if (buyer != null) {
            var locale = getLocale();
            files.add(
                    link(buyer, SheetFormat.CSV),
                    link(buyer, SheetFormat.XLSX),
                    SheetLink.of(
                            getTranslation("pricing.rate-sheet.PDF"),
                            RateSheetPdf.FILE_NAME,
                            "application/pdf",
                            out -> pdf.write(actor, buyer.id(), locale, out)));
        }
    }

    private Anchor link(RateSheets.Buyer buyer, SheetFormat format) {
        return SheetLink.of(
                getTranslation("pricing.rate-sheet." + format),
                format,
                "rate-sheet",
                RateSheets.HEADER,
                sheet -> sheets.write(actor, buyer.id(), sheet));
    }
}
