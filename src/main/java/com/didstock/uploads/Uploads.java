package com.didstock.uploads;

import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Files of numbers: read and checked first, imported when somebody says so.
 *
 * <p>For tenants that buy from vendors themselves, and their users with {@link Right#UPLOAD}; each sees its own uploads
 * only. Reading and importing take their time: call them from a thread that may wait.
 */
@Service
public class Uploads {

    private static final int ATTEMPTS = 3;

    /** Below this a second connection is not worth it. */
    private static final int FEW_STRETCHES = 8;

    private final UploadStore store;
    private final UploadLines lines;
    private final UploadImports imports;
    private final KeptFiles files;
    private final UploadLimits limits;
    private final Checks checks;

    @Autowired
    Uploads(
            TenantTransaction transactions,
            UploadStore store,
            UploadLines lines,
            UploadImports imports,
            KeptFiles files) {
        this(transactions, store, lines, imports, files, UploadLimits.USUAL);
    }

    Uploads(
            TenantTransaction transactions,
            UploadStore store,
            UploadLines lines,
            UploadImports imports,
            KeptFiles files,
            UploadLimits limits) {
        this.store = store;
        this.lines = lines;
        this.imports = imports;
        this.files = files;
        this.limits = limits;
        this.checks = new Checks(transactions, store, lines, imports, limits);
    }

    Checks checks() {
        return checks;
    }

    /**
     * Reads and checks a file as it comes in; it lies on disk meanwhile and is never in memory as a whole, and nothing comes into stock yet.
     *
     * @param fileName for people only
     * @param content CSV, XLSX or XLS; read to its end, not closed
     * @param progress told bytes and numbers
     * @return what was found
     * @throws UploadRefusedException if the file as a whole can't be taken; nothing of it is kept
     * @throws com.didstock.tables.TableRefusedException if it is no table that can be read, or breaks a limit
     * @throws NotThereException if the options name a vendor batch that is not there
     */
    public UploadReport stage(
            Actor actor, String fileName, InputStream content, UploadOptions options, UploadProgress progress) {
        try (var _ = checks.slot(actor)) {
            var stock = checks.stock(actor, options);
            var kept = files.keep(actor, fileName, content, checks.limits().bytes());
            try (var table = NumberTable.open(kept.path(), null, checks.limits().table())) {
                var columns = FileColumns.named(table.header(), options);
                var upload = checks.begin(actor, fileName, columns, options);
                return checks.check(actor, upload, kept, table, columns, options, stock, progress);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                files.discard(actor, kept.id());
            }
        }
    }

    /**
     * What is known of an upload.
     *
     * @throws NotThereException if the tenant has no such upload
     */
    public UploadReport report(Actor actor, UUID upload) {
        return checks.read(actor, context -> store.find(context, upload));
    }

    /** {@return the tenant's uploads, the newest first} */
    public List<UploadReport> list(Actor actor, int limit) {
        return checks.read(actor, context -> store.list(context, limit));
    }

    /**
     * What is wrong with the lines of a file.
     *
     * @param from how many problems to leave out from the beginning
     * @return in the order of the file
     * @throws NotThereException if the tenant has no such upload
     */
    public List<UploadProblem> problems(Actor actor, UUID upload, int from, int limit) {
        return problems(actor, upload, null, from, limit);
    }

    /**
     * What is wrong with the lines of a file.
     *
     * @param only problems of this kind; null for all
     * @param from how many of them to leave out from the beginning
     * @return in the order of the file
     * @throws NotThereException if the tenant has no such upload
     */
    public List<UploadProblem> problems(Actor actor, UUID upload, @Nullable ProblemCode only, int from, int limit) {
        return checks.read(actor, context -> {
            store.find(context, upload);
            return lines.problems(context, upload, only, from, limit);
        });
    }

    /**
     * How many problems of each kind are kept of a file.
     *
     * @return the most frequent first
     * @throws NotThereException if the tenant has no such upload
     */
    public SequencedMap<ProblemCode, Integer> problemKinds(Actor actor, UUID upload) {
        return checks.read(actor, context -> {
            store.find(context, upload);
            return lines.problemKinds(context, upload);
        });
    }

    /**
     * Which names in a checked file the tenant has nothing of.
     *
     * @throws NotThereException if the tenant has no such upload
     */
    public UnknownNames unknownNames(Actor actor, UUID upload) {
        return checks.read(actor, context -> store.unknownNames(context, upload));
    }

    /**
     * Writes the problems as a file that is safe to open in a spreadsheet.
     *
     * @param out not closed here
     * @param header names of the columns line, column, value, explanation
     * @param explain says what is wrong and what to do
     */
    public void writeProblems(
            Actor actor,
            UUID upload,
            SheetFormat format,
            OutputStream out,
            List<String> header,
            Function<UploadProblem, String> explain)
            throws IOException {
        ProblemFile.write(format, problems(actor, upload, 0, limits.storedProblems()), out, header, explain);
    }

    /**
     * Brings the numbers into stock. Stopped halfway, by whatever, it goes on where it was when called again, and brings
     * in nothing twice; called for an upload that is imported, it only reports.
     *
     * @param releaseAtOnce free at once rather than frozen; rows that say so themselves stay frozen
     * @param operationKey names this wish, so that asking twice does it once
     * @param progress told entries gone through, and the same again
     * @throws NotThereException if the tenant has no such upload
     * @throws UploadRefusedException if it was refused or cancelled
     */
    public UploadReport importRows(
            Actor actor, UUID upload, boolean releaseAtOnce, String operationKey, UploadProgress progress) {
        return importRows(actor, upload, ImportChoices.newNumbers(releaseAtOnce), operationKey, progress);
    }

    /**
     * Brings the numbers into stock, and changes those that are there as far as chosen. Stopped halfway, by whatever, it
     * goes on where it was when called again, as it was first called, and does nothing twice.
     *
     * @param operationKey names this wish, so that asking twice does it once
     * @param progress told entries gone through, and all; from one thread at a time
     * @throws NotThereException if the tenant has no such upload
     * @throws UploadRefusedException if it was refused or cancelled
     */
    public UploadReport importRows(
            Actor actor, UUID upload, ImportChoices choices, String operationKey, UploadProgress progress) {
        write(actor, context -> {
            ImportStart.begin(context, upload, choices, limits.chunk(), operationKey);
            return upload;
        });
        var step = importNext(actor, upload);
        progress.at(step.gone(), step.staged());
        refreshStatistics(actor);
        if (!step.over()) {
            importRest(actor, upload, step.staged() > limits.chunk() * FEW_STRETCHES, progress);
            refreshStatistics(actor);
        }
        return report(actor, upload);
    }

    // The database works on one statement with one processor: a long file gets two.
    private void importRest(Actor actor, UUID upload, boolean isLong, UploadProgress progress) {
        if (!isLong) {
            importAll(actor, upload, progress);
            return;
        }
        UploadProgress inTurn = (gone, all) -> {
            synchronized (progress) {
                progress.at(gone, all);
            }
        };
        var second = CompletableFuture.runAsync(
                () -> importAll(actor, upload, inTurn),
                work -> Thread.ofVirtual().name("import " + upload).start(work));
        try {
            importAll(actor, upload, inTurn);
        } finally {
            second.exceptionally(_ -> null).join();
        }
        // What the second could not do, or says that it can't be done.
        importAll(actor, upload, inTurn);
    }

    private void importAll(Actor actor, UUID upload, UploadProgress progress) {
        for (var step = importNext(actor, upload); ; step = importNext(actor, upload)) {
            progress.at(step.gone(), step.staged());
            if (step.over()) {
                return;
            }
        }
    }

    /**
     * What an import would do to numbers of a checked file that are in stock.
     *
     * @throws NotThereException if the tenant has no such upload
     */
    public UploadChanges changes(Actor actor, UUID upload, ImportChoices choices) {
        int entries = report(actor, upload).staged();
        var columns = ImportStart.columns(choices);
        int changed = 0;
        int unchanged = 0;
        int refused = 0;
        int uncovered = 0;
        var first = new ArrayList<UploadChanges.Uncovered>();
        for (int from = 0; from < entries; from += limits.chunk()) {
            int start = from;
            int end = from + limits.chunk();
            var counts =
                    read(actor, context -> UploadUpdates.weigh(context, upload, start, end, columns, choices.move()));
            changed += counts.changed();
            unchanged += counts.unchanged();
            refused += counts.refused();
            uncovered += counts.uncovered();
            int room = UploadChanges.NAMED - first.size();
            if (counts.uncovered() > 0 && room > 0) {
                first.addAll(read(
                        actor,
                        context ->
                                UploadUpdates.uncovered(context, upload, start, end, columns, choices.move(), room)));
            }
        }
        return new UploadChanges(changed, unchanged, refused, uncovered, List.copyOf(first));
    }

    // What comes next, be it the next stretch, must not be planned for the stock as it was before.
    private void refreshStatistics(Actor actor) {
        write(actor, context -> {
            imports.refreshStatistics(context);
            return actor;
        });
    }

    // Somebody else was at the same numbers: what they did shows at the next attempt.
    private UploadImports.Step importNext(Actor actor, UUID upload) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write(actor, context -> imports.next(context, upload, limits.storedProblems()));
            } catch (StockChangedException changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
            }
        }
    }

    /**
     * Ends an upload that is not imported, or stops importing it after the numbers it is just bringing in; those that
     * came into stock stay.
     *
     * @throws NotThereException if the tenant has no such upload
     */
    public UploadReport cancel(Actor actor, UUID upload) {
        var report = write(actor, context -> {
            store.cancel(context, upload);
            return store.find(context, upload);
        });
        if (report.stage() == UploadStage.CANCELLED) {
            checks.discard(actor, upload);
        }
        return report;
    }

    private <T> T read(Actor actor, Function<TenantContext, T> work) {
        return checks.read(actor, work);
    }

    private <T> T write(Actor actor, Function<TenantContext, T> work) {
        return checks.write(actor, work);
    }
}
