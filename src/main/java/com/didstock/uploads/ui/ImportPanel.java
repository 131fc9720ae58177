package com.didstock.uploads.ui;

import com.didstock.ui.Card;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.Formats;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UploadChanges;
import com.didstock.uploads.UploadReport;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.UUID;
import java.util.function.Supplier;

/** What can be done with an upload now: import it, watch it being imported, go to the numbers. */
final class ImportPanel extends Composite<Card> {

    /** What the buttons do. */
    interface Actions {
        void importNow(ImportChoices choices);

        UploadChanges changes(UUID upload, ImportChoices choices);

        void cancel();

        void another();
    }

    private final Actions actions;
    private Supplier<ImportChoices> chosen = () -> ImportChoices.newNumbers(false);
    private Runnable onChoice = () -> {};
    private final Formats formats = Formats.current();

    /** @param stopped whether nobody here is importing it any more */
    ImportPanel(UploadReport report, boolean stopped, Actions actions) {
        this.actions = actions;
        getContent().addClassName("card-padded");
        switch (report.stage()) {
            case STAGING -> reading();
            case CHECKED -> offer(report);
            case IMPORTING -> watch(report, stopped);
            case IMPORTED -> done(report);
            case CANCELLED ->
                getContent()
                        .add(
                                new Paragraph(getTranslation(
                                        "uploads.stage.cancelled",
                                        formats.count(report.imported()),
                                        report.imported())),
                                buttons(another()));
            case FAILED -> getContent().add(buttons(another()));
        }
    }

    /** {@return what is ticked} */
    ImportChoices choices() {
        return chosen.get();
    }

    /** Tells whenever something else would happen to numbers in stock. */
    void onChoice(Runnable changed) {
        onChoice = changed;
    }

    /** How long that takes nobody knows: only the file's end tells how many rows it has. */
    private void reading() {
        var text = new Paragraph(getTranslation("uploads.stage.reading"));
        text.getElement().setAttribute("role", "status");
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", getTranslation("uploads.stage.checking"));
        getContent().add(text, bar, buttons(cancel()));
    }

    private void offer(UploadReport report) {
        if (!report.isImportable() && !report.isUpdatable()) {
            getContent().add(buttons(another(), cancel()));
            return;
        }
        var release = new Checkbox(getTranslation("uploads.release"));
        release.setHelperText(
                getTranslation(report.existingStock() ? "uploads.existing.release.hint" : "uploads.release.hint"));
        var update = new UpdateForm(choices -> actions.changes(report.id(), choices));
        chosen = () -> new ImportChoices(release.getValue(), update.columns(), update.isMove());
        var start = new Button(
                report.isUpdatable()
                        ? getTranslation("uploads.update.start")
                        : getTranslation("uploads.import", formats.count(report.ready()), report.ready()),
                _ -> actions.importNow(chosen.get()));
        start.addThemeVariants(ButtonVariant.PRIMARY);
        start.setDisableOnClick(true);
        if (report.isImportable()) {
            getContent().add(release);
        }
        if (report.isUpdatable()) {
            getContent().add(update);
            start.setEnabled(report.isImportable());
            update.onChange(() -> {
                start.setEnabled(report.isImportable() || update.isAnything());
                onChoice.run();
            });
        }
        getContent().add(buttons(start, cancel()));
    }

    private void watch(UploadReport report, boolean stopped) {
        var bar = new ProgressBar(0, Math.max(1, report.staged()), report.gone());
        bar.getElement().setAttribute("aria-label", getTranslation("uploads.stage.importing"));
        var text = new Paragraph(getTranslation(
                stopped ? "uploads.stage.stopped" : "uploads.stage.progress",
                formats.count(report.gone()),
                formats.count(report.staged())));
        text.getElement().setAttribute("role", "status");
        getContent().add(text, bar);
        var buttons = new Div(cancel());
        buttons.addClassName("row");
        if (stopped) {
            var goOn = new Button(
                    getTranslation("uploads.go-on"),
                    _ -> actions.importNow(ImportChoices.newNumbers(report.releasedAtOnce())));
            goOn.addThemeVariants(ButtonVariant.PRIMARY);
            buttons.addComponentAsFirst(goOn);
        }
        getContent().add(buttons);
    }

    private void done(UploadReport report) {
        var text = new Paragraph(getTranslation(
                report.existingStock()
                        ? "uploads.done.existing"
                        : report.releasedAtOnce() ? "uploads.done.free" : "uploads.done.frozen",
                formats.count(report.imported()),
                report.imported()));
        text.getElement().setAttribute("role", "status");
        var batches = report.vendorBatchIds();
        var link = new Anchor(
                batches.size() == 1 ? "inventory?vendor-batch=" + batches.getFirst() : "inventory",
                getTranslation("uploads.done.show"));
        link.addClassName("button-link");
        var ways = new Div(link, another());
        ways.addClassName("row");
        getContent().add(text);
        if (report.updated() + report.unchanged() > 0) {
            getContent()
                    .add(new Paragraph(getTranslation(
                            "uploads.done.updated",
                            formats.count(report.updated()),
                            report.updated(),
                            formats.count(report.unchanged()))));
        }
        getContent().add(ways);
    }

    private Button another() {
        return new Button(getTranslation("uploads.another"), _ -> actions.another());
    }

    private Button cancel() {
        var button = new Button(
                getTranslation("uploads.cancel"),
                _ -> ConfirmAction.ask(
                        getTranslation("uploads.cancel.title"),
                        getTranslation("uploads.cancel.text"),
                        getTranslation("uploads.cancel"),
                        true,
                        actions::cancel));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private static Div buttons(Button... buttons) {
        var row = new Div(buttons);
        row.addClassName("row");
        return row;
    }
}
