package com.didstock.uploads.ui;

import com.didstock.ui.Card;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import java.util.function.Consumer;

/** Where a file is chosen or dropped. */
final class FileForm extends Composite<Card> {

    private static final int LARGEST_MB = 200;

    /** @param receiver takes the file while it comes in, in the thread that brings it */
    FileForm(Consumer<UploadEvent> receiver) {
        var hint = new Paragraph(getTranslation("uploads.form.hint"));
        hint.addClassName("muted");
        var columns = new Span(getTranslation("uploads.form.columns"));
        columns.addClassNames("muted", "small");
        getContent().addClassName("card-padded");
        getContent().add(hint, upload(receiver), new Div(columns));
    }

    private Upload upload(Consumer<UploadEvent> receiver) {
        var choose = new Button(getTranslation("uploads.form.choose"));
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        var upload = new Upload();
        upload.setUploadHandler(event -> {
            receiver.accept(event);
            // A refused file would otherwise keep its place, and no other could be chosen.
            event.getUI().access(upload::clearFileList);
        });
        // As it is, so that the portal writes it where it keeps such files, and no other copy lies on disk.
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
                        .setProcessing(getTranslation("uploads.form.reading"))
                        .setStalled(getTranslation("uploads.form.stalled"))
                        .setHeld(getTranslation("uploads.form.connecting")))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable(failed)
                        .setUnexpectedServerError(failed)
                        .setForbidden(failed));
        return new UploadI18N().setError(error).setUploading(uploading);
    }
}
