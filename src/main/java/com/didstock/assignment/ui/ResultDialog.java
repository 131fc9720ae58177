package com.didstock.assignment.ui;

import com.didstock.assignment.OperationResult;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** What an operation did. */
final class ResultDialog extends Dialog {

    ResultDialog(OperationResult result, OperationTexts texts) {
        var formats = Formats.current();
        addClassName("preview-dialog");
        setHeaderTitle(getTranslation("assignment.kind." + result.kind()));
        setWidth("560px");
        setMaxWidth("100vw");
        var day = result.plannedFor();
        add(new Paragraph(
                day == null ? texts.done(result, formats) : getTranslation("assignment.planned", formats.date(day))));
        if (!result.skipped().isEmpty()) {
            var table = new Div();
            table.addClassName("reasons");
            for (var skipped : result.skipped()) {
                var count = new Span(formats.count(skipped.count()));
                count.addClassName("figures");
                var row = new Div(new Span(texts.refusal(skipped)), count);
                row.addClassName("reason");
                table.add(row);
            }
            add(table);
        }
        var activity = new Anchor("activity", getTranslation("assignment.result.activity"));
        var download = SkippedDownload.link(result.skipped(), getTranslation("assignment.preview.download"), texts);
        download.setVisible(!result.skipped().isEmpty());
        var close = new Button(getTranslation("ui.close"), _ -> close());
        close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        close.setAutofocus(true);
        var spacer = new Span();
        spacer.addClassName("spacer");
        getFooter().add(download, activity, spacer, close);
    }
}
