package com.didstock.uploads.ui;

import com.didstock.ui.Card;
import com.didstock.ui.Notifications;
import com.didstock.uploads.UploadOptions;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a file is chosen or dropped, with the values for rows that lack them. */
final class FileForm extends Composite<Card> {

    /** Takes a file while it comes in, in the thread that brings it. */
    interface Receiver {
        void receive(UploadEvent event, UploadOptions options);
    }

    private static final int LARGEST_MB = 200;

    private final ComboBox<String> batch = new ComboBox<>(getTranslation("uploads.form.batch"));
    private final BigDecimalField activationFee = fee("uploads.form.activation-fee");
    private final BigDecimalField periodicFee = fee("uploads.form.periodic-fee");

    // Read by the thread that receives the file, which must not touch the fields.
    private volatile UploadOptions options;
    private final ZoneId zone;
    private final @Nullable String defaultCountry;

    /**
     * @param batches names of the vendor batches to choose from
     * @param receiver takes the file while it comes in
     */
    FileForm(List<String> batches, ZoneId zone, @Nullable String defaultCountry, Receiver receiver) {
        this.zone = zone;
        this.defaultCountry = defaultCountry;
        this.options = new UploadOptions(null, null, null, zone, defaultCountry);
        batch.setItems(batches);
        batch.setClearButtonVisible(true);
        batch.addValueChangeListener(_ -> read());
        activationFee.addValueChangeListener(_ -> read());
        periodicFee.addValueChangeListener(_ -> read());

        var hint = new Paragraph(getTranslation("uploads.form.hint"));
        hint.addClassName("muted");
        var columns = new Span(getTranslation("uploads.form.columns"));
        columns.addClassNames("muted", "small");
        var defaults = new FormLayout(batch, activationFee, periodicFee);
        defaults.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("640px", 3));
        getContent().addClassName("card-padded");
        getContent().add(hint, defaults, upload(receiver), new Div(columns));
    }

    private Upload upload(Receiver receiver) {
        var choose = new Button(getTranslation("uploads.form.choose"));
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        var upload = new Upload();
        upload.setUploadHandler(event -> {
            receiver.receive(event, options);
            // A refused file would otherwise keep its place, and no other could be chosen.
            event.getUI().access(upload::clearFileList);
        });
        // As it is, so that the portal reads while the browser sends, and no copy lies on disk.
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setUploadButton(choose);
        upload.setDropLabel(new Span(getTranslation("uploads.form.drop")));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LARGEST_MB * 1024 * 1024);
        upload.setI18n(texts());
        upload.addFileRejectedListener(_ -> Notifications.error(getTranslation("uploads.refused.TOO_BIG", LARGEST_MB)));
        return upload;
    }

    private UploadI18N texts() {
        var error = new UploadI18N.Error()
                .setFileIsTooBig(getTranslation("uploads.refused.TOO_BIG", LARGEST_MB))
                .setTooManyFiles(getTranslation("uploads.form.one-file"));
        var failed = getTranslation("uploads.form.failed");
        var uploading = new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting(getTranslation("uploads.form.connecting"))
                        .setProcessing(getTranslation("uploads.form.checking"))
                        .setStalled(getTranslation("uploads.form.stalled"))
                        .setHeld(getTranslation("uploads.form.connecting")))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable(failed)
                        .setUnexpectedServerError(failed)
                        .setForbidden(failed));
        return new UploadI18N().setError(error).setUploading(uploading);
    }

    private BigDecimalField fee(String label) {
        var field = new BigDecimalField(getTranslation(label));
        field.setClearButtonVisible(true);
        return field;
    }

    private void read() {
        options = new UploadOptions(batch.getValue(), amount(activationFee), amount(periodicFee), zone, defaultCountry);
    }

    /** Says at once what could not be stored. */
    private @Nullable BigDecimal amount(BigDecimalField field) {
        var amount = field.getValue();
        var fits = amount == null || UploadOptions.isFee(amount);
        field.setInvalid(!fits);
        field.setErrorMessage(fits ? null : getTranslation("uploads.form.fee-wrong"));
        return fits ? amount : null;
    }
}
