package com.didstock.uploads.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.didstock.uploads.ColumnMapping;
import com.didstock.uploads.FileView;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UploadChanges;
import com.didstock.uploads.UploadFiles;
import com.didstock.uploads.UploadJobs;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadPreview;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.UploadStage;
import com.didstock.uploads.Uploads;
import com.didstock.uploads.ui.WizardSteps.Step;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
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
import java.util.Map;
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
class UploadView extends Composite<Div>
        implements BeforeEnterObserver, HasDynamicTitle, ColumnsPanel.Actions, ImportPanel.Actions {

    private static final int BETWEEN_LOOKS_MILLIS = 1_000;
    private static final int PAST_SHOWN = 20;

    private final Actor actor;
    private final Uploads uploads;
    private final UploadFiles files;
    private final UploadJobs jobs;
    private final UploadPreview preview;
    private final StockNames names;
    private final UploadTexts texts = new UploadTexts(this);
    private final Div body = new Div();
    private Registration polling = () -> {};
    private @Nullable UUID file;
    private @Nullable FileView received;
    private @Nullable UUID shown;
    private @Nullable UploadReport shownReport;

    UploadView(
            CurrentActor currentActor,
            Uploads uploads,
            UploadFiles files,
            UploadJobs jobs,
            UploadPreview preview,
            StockNames names) {
        this.actor = currentActor.actor();
        this.uploads = uploads;
        this.files = files;
        this.names = names;
        this.jobs = jobs;
        this.preview = preview;
        body.addClassName("stack");
        getContent().add(new ViewHeader(getPageTitle()), body);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("uploads.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        shown = parameters.getSingleParameter("id").map(UploadView::id).orElse(null);
        file = parameters.getSingleParameter("file").map(UploadView::id).orElse(null);
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
        if (shown != null) {
            show(uploads.report(actor, shown));
        } else if (file != null) {
            watch(false);
            showColumns(file, null);
        } else {
            watch(false);
            showChoice();
        }
    }

    private void showChoice() {
        body.add(new WizardSteps(Step.FILE));
        if (names.batches(actor).isEmpty()) {
            body.add(new EmptyState(
                    getTranslation("uploads.no-batch.title"),
                    getTranslation("uploads.no-batch.hint"),
                    new Anchor("vendors", getTranslation("uploads.no-batch.go"))));
            return;
        }
        body.add(new FileForm(this::receive));
        var past = uploads.list(actor, PAST_SHOWN);
        if (!past.isEmpty()) {
            body.add(new PastUploads(past));
        }
    }

    private void showColumns(UUID id, @Nullable String sheet) {
        try {
            var looked = received;
            var view =
                    looked != null && looked.file().equals(id) && sheet == null ? looked : files.look(actor, id, sheet);
            body.add(
                    new WizardSteps(Step.COLUMNS),
                    new ColumnsPanel(view, names.batches(actor), names.defaultCountry(actor), this));
        } catch (RefusedException refused) {
            files.discard(actor, id);
            Notifications.error(texts.of(refused));
            showChoice();
        } catch (NotThereException _) {
            Notifications.error(getTranslation("uploads.file-gone"));
            showChoice();
        }
    }

    private void show(UploadReport report) {
        shownReport = report;
        var step = switch (report.stage()) {
            case STAGING, CHECKED, FAILED -> Step.CHECK;
            case IMPORTING, IMPORTED, CANCELLED -> Step.IMPORT;
        };
        var panel = panel(report);
        body.add(new WizardSteps(step), panel);
        var view = files.viewOf(actor, report.id());
        if (view.isPresent() && (report.stage() == UploadStage.CHECKED || report.stage() == UploadStage.FAILED)) {
            var unknown = uploads.unknownNames(actor, report.id());
            if (!unknown.isEmpty()) {
                body.add(new UnknownNamesPanel(actor, names, unknown, this::checkAgain));
            }
            var back = new Div(new Button(
                    getTranslation("uploads.columns.back"),
                    _ -> backToColumns(report.id(), view.get().file())));
            back.addClassName("row");
            body.add(back);
        }
        if (report.stage() == UploadStage.CHECKED && (report.ready() > 0 || report.isUpdatable())) {
            var rows = new RowsPanel(actor, preview, report, panel::choices);
            panel.onChoice(rows::restart);
            body.add(rows);
        }
        body.add(new ReportPanel(actor, uploads, report));
    }

    private ImportPanel panel(UploadReport report) {
        var running = jobs.isRunning(report.id());
        watch(report.stage() == UploadStage.STAGING || running);
        return new ImportPanel(report, !running, this);
    }

    /** Runs in the thread of the request that brings the file; the screen is not locked meanwhile. */
    private void receive(UploadEvent event) {
        var ui = event.getUI();
        UUID came = null;
        try {
            came = files.receive(actor, event.getFileName(), event.getInputStream());
            var view = files.look(actor, came, null);
            ui.access(() -> {
                received = view;
                UI.getCurrent()
                        .navigate(
                                UploadView.class,
                                QueryParameters.of("file", view.file().toString()));
            });
        } catch (RefusedException refused) {
            if (came != null) {
                files.discard(actor, came);
            }
            ui.access(() -> Notifications.error(texts.of(refused)));
            event.reject(refused.reason().name());
        }
    }

    private void open(UUID upload) {
        UI.getCurrent().navigate(UploadView.class, QueryParameters.of("id", upload.toString()));
    }

    private void backToColumns(UUID upload, UUID back) {
        files.giveUp(actor, upload);
        UI.getCurrent().navigate(UploadView.class, QueryParameters.of("file", back.toString()));
    }

    // ------------------------------------------------------------------------------------------- what buttons do

    @Override
    public void showSheet(String sheet) {
        if (file != null) {
            body.removeAll();
            showColumns(file, sheet);
        }
    }

    @Override
    public void check(FileView view, ColumnMapping mapping, UploadOptions options) {
        try {
            // Whoever comes back to the columns sees what was said of them now.
            received = null;
            open(files.check(actor, view, mapping, options));
        } catch (RefusedException refused) {
            Notifications.error(texts.of(refused));
        } catch (NotThereException _) {
            Notifications.error(getTranslation("uploads.file-gone"));
            another();
        }
    }

    @Override
    public void dropFile() {
        if (file != null) {
            files.discard(actor, file);
        }
        another();
    }

    private void checkAgain(Map<String, String> batchNames) {
        if (shown == null) {
            return;
        }
        try {
            open(files.checkAgain(actor, shown, batchNames));
        } catch (RefusedException refused) {
            Notifications.error(texts.of(refused));
        } catch (NotThereException _) {
            Notifications.error(getTranslation("uploads.file-gone"));
        }
    }

    @Override
    public void importNow(ImportChoices choices) {
        if (shown != null) {
            files.viewOf(actor, shown).ifPresent(view -> files.discard(actor, view.file()));
            jobs.start(actor, shown, choices, "upload " + shown);
            refresh();
        }
    }

    @Override
    public UploadChanges changes(UUID upload, ImportChoices choices) {
        return uploads.changes(actor, upload, choices);
    }

    @Override
    public void cancel() {
        if (shown != null) {
            files.cancel(actor, shown);
            refresh();
        }
    }

    @Override
    public void another() {
        UI.getCurrent().navigate(UploadView.class);
    }

    /** While numbers are brought in, only how far that is changes; while a file is read, what changed since. */
    private void look() {
        var before = shownReport;
        if (shown == null || before == null) {
            return;
        }
        var report = uploads.report(actor, shown);
        if (report.stage() == UploadStage.STAGING && report.equals(before)) {
            return;
        }
        if (report.stage() != before.stage() || report.stage() == UploadStage.STAGING) {
            refresh();
        } else {
            body.replace(body.getComponentAt(1), panel(report));
        }
    }

    private void watch(boolean busy) {
        getUI().or(() -> Optional.ofNullable(UI.getCurrent()))
                .ifPresent(ui -> ui.setPollInterval(busy ? BETWEEN_LOOKS_MILLIS : -1));
    }
}
