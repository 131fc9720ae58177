package com.didstock.uploads.ui;

import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.didstock.uploads.UploadJobs;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.UploadStage;
import com.didstock.uploads.Uploads;
import com.didstock.vendors.VendorBatches;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Numbers from a file: choose it, read what was found, import it. The URL says which upload is looked at. */
@Route("upload")
@PermitAll
@OpenTo(
        right = Right.UPLOAD,
        kinds = {TenantKind.OPERATOR, TenantKind.RESELLER},
        ownVendors = true)
class UploadView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle, ImportPanel.Actions {

    private static final int BETWEEN_LOOKS_MILLIS = 1_000;
    private static final int PAST_SHOWN = 20;

    private final Actor actor;
    private final Uploads uploads;
    private final UploadJobs jobs;
    private final VendorBatches batches;
    private final Optional<OperatorSettings> settings;
    private final UploadTexts texts = new UploadTexts(this);
    private final Div body = new Div();
    private Registration polling = () -> {};
    private @Nullable UUID shown;
    private @Nullable UploadStage shownStage;

    UploadView(
            CurrentActor currentActor, Uploads uploads, UploadJobs jobs, VendorBatches batches, Operators operators) {
        this.actor = currentActor.actor();
        this.uploads = uploads;
        this.jobs = jobs;
        this.batches = batches;
        this.settings = operators.known(actor.operatorId());
        body.addClassName("stack");
        getContent().add(new ViewHeader(getPageTitle()), body);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("uploads.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        shown = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("id")
                .map(UploadView::id)
                .orElse(null);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        polling = event.getUI().addPollListener(_ -> look());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
        polling.remove();
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void refresh() {
        body.removeAll();
        if (shown == null) {
            watch(false);
            showChoice();
        } else {
            show(uploads.report(actor, shown));
        }
    }

    private void showChoice() {
        var names =
                batches.list(actor, "").stream().map(row -> row.batch().name()).toList();
        if (names.isEmpty()) {
            body.add(new EmptyState(
                    getTranslation("uploads.no-batch.title"),
                    getTranslation("uploads.no-batch.hint"),
                    new Anchor("vendors", getTranslation("uploads.no-batch.go"))));
            return;
        }
        body.add(new FileForm(
                names,
                Formats.current().zone(),
                settings.map(OperatorSettings::defaultCountry).orElse(null),
                this::receive));
        var past = uploads.list(actor, PAST_SHOWN);
        if (!past.isEmpty()) {
            body.add(new PastUploads(past));
        }
    }

    private void show(UploadReport report) {
        shownStage = report.stage();
        body.add(panel(report), new ReportPanel(actor, uploads, report));
    }

    private ImportPanel panel(UploadReport report) {
        var running = jobs.isRunning(report.id());
        watch(report.stage() == UploadStage.STAGING || running);
        return new ImportPanel(report, !running, this);
    }

    /** Runs in the thread of the request that brings the file; the screen is not locked meanwhile. */
    private void receive(UploadEvent event, UploadOptions options) {
        var ui = event.getUI();
        try {
            var report =
                    uploads.stage(actor, event.getFileName(), event.getInputStream(), options, UploadProgress.NONE);
            ui.access(() -> open(report.id()));
        } catch (RefusedException refused) {
            ui.access(() -> Notifications.error(texts.of(refused)));
            event.reject(refused.reason().name());
        } catch (NotThereException _) {
            ui.access(() -> Notifications.error(texts.of("uploads.form.batch-gone")));
            event.reject();
        }
    }

    private void open(UUID upload) {
        UI.getCurrent().navigate(UploadView.class, QueryParameters.of("id", upload.toString()));
    }

    // ------------------------------------------------------------------------------------------- what buttons do

    @Override
    public void importNow(boolean releaseAtOnce) {
        if (shown != null) {
            jobs.start(actor, shown, releaseAtOnce, "upload " + shown);
            refresh();
        }
    }

    @Override
    public void cancel() {
        if (shown != null) {
            uploads.cancel(actor, shown);
            refresh();
        }
    }

    @Override
    public void another() {
        UI.getCurrent().navigate(UploadView.class);
    }

    /** While numbers are brought in, only how far that is changes; the report stays as it is. */
    private void look() {
        if (shown == null) {
            return;
        }
        var report = uploads.report(actor, shown);
        if (report.stage() != shownStage || report.stage() == UploadStage.STAGING) {
            refresh();
        } else {
            body.replace(body.getComponentAt(0), panel(report));
        }
    }

    private void watch(boolean busy) {
        getUI().or(() -> Optional.ofNullable(UI.getCurrent()))
                .ifPresent(ui -> ui.setPollInterval(busy ? BETWEEN_LOOKS_MILLIS : -1));
    }
}
