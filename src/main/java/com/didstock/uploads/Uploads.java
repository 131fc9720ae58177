package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

    private final TenantTransaction transactions;
    private final UploadStore store;
    private final UploadLines lines;
    private final UploadImports imports;
    private final KeptFiles files;
    private final UploadLimits limits;
    private final UploadSlots slots = new UploadSlots(2, 4);

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
        this.transactions = transactions;
        this.store = store;
        this.lines = lines;
        this.imports = imports;
        this.files = files;
        this.limits = limits;
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
        try (var _ = slots.take(actor.tenantId())) {
            var stock = transactions.read(actor, context -> {
                requireUploads(context);
                return store.stock(context);
            });
            checkDefaults(options, stock);
            discardOld(actor);
            var kept = files.keep(actor, fileName, content, limits.bytes());
            try (var table = NumberTable.open(kept.path(), null, limits.table())) {
                return stage(actor, kept, table, FileColumns.named(table.header(), options), options, stock, progress);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                files.discard(actor, kept.id());
            }
        }
    }

    private UploadReport stage(
            Actor actor,
            KeptFile file,
            NumberTable table,
            FileColumns columns,
            UploadOptions options,
            Stock stock,
            UploadProgress progress) {
        record Begun(UUID id, RowCheck check) {}
        var begun = write(
                actor,
                context -> new Begun(
                        store.begin(context, file.name(), columns.unused()),
                        new RowCheck(columns, options, stock, context.now())));
        var staged = new long[1];
        try {
            new Staging(limits, begun.check(), chunk -> {
                        write(actor, context -> {
                            lines.stage(context, begun.id(), chunk, limits.storedProblems());
                            return begun;
                        });
                        staged[0] += chunk.numbers.size();
                        progress.at(file.bytes(), staged[0]);
                    })
                    .read(table);
            return write(actor, context -> {
                store.finishReading(context, begun.id(), file.fingerprint());
                return store.find(context, begun.id());
            });
        } catch (RuntimeException failure) {
            giveUp(actor, begun.id(), failure);
            throw failure;
        }
    }

    private void giveUp(Actor actor, UUID id, RuntimeException failure) {
        try {
            write(actor, context -> {
                if (failure instanceof RefusedException refused) {
                    var named =
                            refused.arguments().stream().map(String::valueOf).toList();
                    store.fail(context, id, refused.reason().name(), named);
                } else {
                    store.fail(context, id, "UNEXPECTED", List.of());
                }
                return id;
            });
            discard(actor, id);
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /**
     * What is known of an upload.
     *
     * @throws NotThereException if the tenant has no such upload
     */
    public UploadReport report(Actor actor, UUID upload) {
        return transactions.read(actor, context -> {
            requireUploads(context);
            return store.find(context, upload);
        });
    }

    /** {@return the tenant's uploads, the newest first} */
    public List<UploadReport> list(Actor actor, int limit) {
        return transactions.read(actor, context -> {
            requireUploads(context);
            return store.list(context, limit);
        });
    }

    /**
     * What is wrong with the lines of a file.
     *
     * @param from how many problems to leave out from the beginning
     * @return in the order of the file
     * @throws NotThereException if the tenant has no such upload
     */
    public List<UploadProblem> problems(Actor actor, UUID upload, int from, int limit) {
        return transactions.read(actor, context -> {
            requireUploads(context);
            store.find(context, upload);
            return lines.problems(context, upload, from, limit);
        });
    }

    /**
     * Writes the problems as CSV, in UTF-8 with a byte order mark, safe to open in a spreadsheet.
     *
     * @param header names of the columns line, column, value, explanation
     * @param explain says what is wrong and what to do
     */
    public void writeProblems(
            Actor actor, UUID upload, Appendable out, List<String> header, Function<UploadProblem, String> explain)
            throws IOException {
        ProblemFile.write(problems(actor, upload, 0, limits.storedProblems()), out, header, explain);
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
        write(actor, context -> {
            imports.begin(context, upload, releaseAtOnce, operationKey);
            return upload;
        });
        var step = importNext(actor, upload);
        progress.at(step.gone(), step.staged());
        refreshStatistics(actor);
        if (!step.over()) {
            do {
                step = importNext(actor, upload);
                progress.at(step.gone(), step.staged());
            } while (!step.over());
            refreshStatistics(actor);
        }
        return report(actor, upload);
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
                return write(actor, context -> imports.next(context, upload, limits.chunk(), limits.storedProblems()));
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
            discard(actor, upload);
        }
        return report;
    }

    private void discardOld(Actor actor) {
        write(actor, store::endOld).forEach(old -> discard(actor, old));
    }

    private void discard(Actor actor, UUID upload) {
        while (write(actor, context -> imports.deleteLines(context, upload, limits.chunk())) > 0) {
            // The next stretch.
        }
    }

    private <T> T write(Actor actor, Function<TenantContext, T> work) {
        return transactions.write(actor, Right.UPLOAD, context -> {
            requireUploads(context);
            return work.apply(context);
        });
    }

    private static void requireUploads(TenantContext context) {
        context.require(Right.UPLOAD);
        if (!context.tenant().ownVendors()) {
            throw new UploadRefusedException(Reason.NO_OWN_VENDORS);
        }
    }

    private static void checkDefaults(UploadOptions options, Stock stock) {
        if (options.vendorBatch() != null && stock.vendorBatch(options.vendorBatch()) == null) {
            throw new NotThereException("vendor batch");
        }
        for (var fee : new BigDecimal[] {options.activationFee(), options.periodicFee()}) {
            if (fee != null && !UploadOptions.isFee(fee)) {
                throw new IllegalArgumentException("a fee is not negative and has at most five decimals: " + fee);
            }
        }
    }
}
