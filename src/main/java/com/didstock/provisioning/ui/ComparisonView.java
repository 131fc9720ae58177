package com.didstock.provisioning.ui;

import com.didstock.provisioning.UseComparison;
import com.didstock.provisioning.UseComparisons;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadEvent;
import jakarta.annotation.security.PermitAll;

/** A softswitch's list next to what the accounts of the tenant's customers use here. */
@Route("customers/compare")
@PermitAll
@OpenTo(kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class ComparisonView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final UseComparisons comparisons;
    private final Div found = new Div();

    ComparisonView(CurrentActor currentActor, UseComparisons comparisons) {
        this.actor = currentActor.actor();
        this.comparisons = comparisons;
        var hint = new Paragraph(getTranslation("provisioning.comparison.hint"));
        hint.addClassName("muted");
        var form = new Card(hint, upload());
        form.addClassNames("card-padded", "stack");
        found.addClassName("stack");
        var body = new Div(form, found);
        body.addClassName("stack");
        getContent().add(new ViewHeader(getPageTitle()), body);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("provisioning.comparison.title");
    }

    private Upload upload() {
        var choose = new Button(getTranslation("provisioning.comparison.choose"));
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        var upload = new Upload();
        upload.setUploadHandler(event -> {
            receive(event);
            // A refused file would otherwise keep its place, and no other could be chosen.
            event.getUI().access(upload::clearFileList);
        });
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setUploadButton(choose);
        upload.setDropLabel(new Span(getTranslation("provisioning.comparison.drop")));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(UseComparisons.MOST_MEGABYTES * 1024 * 1024);
        var failed = getTranslation("provisioning.comparison.failed");
        upload.setI18n(new UploadI18N()
                .setUploading(new UploadI18N.Uploading()
                        .setError(new UploadI18N.Uploading.Error()
                                .setServerUnavailable(failed)
                                .setUnexpectedServerError(failed)
                                .setForbidden(failed))));
        upload.addFileRejectedListener(_ -> Notifications.error(
                getTranslation("provisioning.comparison.refused.TOO_BIG", UseComparisons.MOST_MEGABYTES)));
        return upload;
    }

    /** Runs in the thread of the request that brings the file; the screen is not locked meanwhile. */
    private void receive(UploadEvent event) {
        var ui = event.getUI();
        try {
            var comparison = comparisons.compare(actor, null, event.getInputStream());
            ui.access(() -> show(comparison));
        } catch (RefusedException refused) {
            ui.access(() -> Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray())));
            event.reject(refused.reason().name());
        }
    }

    private void show(UseComparison comparison) {
        found.removeAll();
        found.add(new DifferencesCard(comparison));
    }
}
