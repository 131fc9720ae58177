package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.uploads.UploadSlots.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Files that came in and wait on disk while somebody says what their columns mean, and has them checked, perhaps more than
 * once. A file is seen by its tenant only, on the node that received it, and for an hour at most.
 */
@Service
public class UploadFiles {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFiles.class);
    private static final int SAMPLES = 5;
    private static final int LONGEST_SAMPLE = 60;

    private final Uploads uploads;
    private final KeptFiles files;
    private final Checks checks;
    private final RememberedColumns columns;
    private final Map<UUID, Check> checked = new ConcurrentHashMap<>();

    /** Files that were checked as existing stock the last time. */
    private final Set<UUID> existing = ConcurrentHashMap.newKeySet();

    UploadFiles(Uploads uploads, KeptFiles files, RememberedColumns columns) {
        this.uploads = uploads;
        this.files = files;
        this.checks = uploads.checks();
        this.columns = columns;
    }

    /** What was checked, so that it can be checked again. */
    private record Check(FileView view, ColumnMapping mapping, UploadOptions options) {}

    /**
     * Takes a file while it comes in.
     *
     * @param name for people only
     * @param content read to its end, not closed
     * @throws UploadRefusedException if it is too large, too slow, or too many are being read
     */
    public UUID receive(Actor actor, String name, InputStream content) {
        try (var _ = checks.slot(actor)) {
            checkRight(actor);
            return files.keep(actor, name, content, checks.limits().bytes()).id();
        }
    }

    /**
     * Opens a file and says what its columns may mean.
     *
     * @param sheet of a workbook; null for the first
     * @throws com.didstock.tables.TableRefusedException if it is no table that can be read
     * @throws UploadRefusedException if there is nothing in it
     * @throws FileNotKeptException if the tenant has no such file, or no more, or another node has it
     */
    public FileView look(Actor actor, UUID file, @Nullable String sheet) {
        checkRight(actor);
        var kept = files.find(actor, file);
        try (var table = NumberTable.open(kept.path(), sheet, checks.limits().table())) {
            var samples = new ArrayList<List<String>>();
            for (var row = table.next(); row != null && samples.size() < SAMPLES; row = table.next()) {
                var cells = new ArrayList<String>();
                for (int place = 0; place < table.header().size(); place++) {
                    var cell = row.cell(place);
                    cells.add(cell.length() > LONGEST_SAMPLE ? cell.substring(0, LONGEST_SAMPLE - 1) + "…" : cell);
                }
                samples.add(List.copyOf(cells));
            }
            var said = checks.read(actor, context -> columns.of(context, table.header()));
            return new FileView(
                    file,
                    kept.name(),
                    table.sheets(),
                    table.sheet(),
                    table.header(),
                    table.headerLine(),
                    samples,
                    said.orElseGet(() -> ColumnMapping.ofNames(table.header())),
                    said.isPresent(),
                    existing.contains(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins to check the rows of a file, and remembers what its columns mean. How far that is, says {@link
     * Uploads#report}; it goes on while nobody waits for it.
     *
     * @param view of the file, with the sheet that is meant
     * @return the upload
     * @throws UploadRefusedException if a mandatory column is missing and has no value for all rows, or too many files are
     *     being read
     * @throws NotThereException if the tenant has no such file any more, or no such vendor batch
     */
    public UUID check(Actor actor, FileView view, ColumnMapping mapping, UploadOptions options) {
        var kept = files.find(actor, view.file());
        var meant = new FileColumns(view.header(), mapping, options);
        var stock = checks.stock(actor, options);
        var slot = checks.slot(actor);
        try {
            checks.write(actor, context -> {
                columns.remember(
                        context,
                        view.header(),
                        options.existingStock() ? mapping : mapping.withExistingStock(view.header()));
                return kept;
            });
            var upload = checks.begin(actor, kept.name(), meant, options);
            checked.put(upload, new Check(view, mapping, options));
            if (options.existingStock()) {
                existing.add(view.file());
            } else {
                existing.remove(view.file());
            }
            existing.removeIf(it -> !files.has(it));
            checked.values().removeIf(it -> !files.has(it.view().file()));
            Thread.ofVirtual()
                    .name("check " + upload)
                    .start(() -> run(actor, upload, kept, view, meant, options, stock, slot));
            return upload;
        } catch (RuntimeException failure) {
            slot.close();
            throw failure;
        }
    }

    // Whoever may not upload is told so, not whether there is such a file.
    private void checkRight(Actor actor) {
        checks.read(actor, context -> context.actor());
    }

    private void run(
            Actor actor,
            UUID upload,
            KeptFile kept,
            FileView view,
            FileColumns meant,
            UploadOptions options,
            Stock stock,
            Slot slot) {
        try (slot;
                var table = NumberTable.open(
                        kept.path(), view.sheet(), checks.limits().table())) {
            checks.check(actor, upload, kept, table, meant, options, stock, UploadProgress.NONE);
        } catch (RefusedException refused) {
            checks.giveUp(actor, upload, refused);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("Upload {} could not be checked", upload, failure);
            checks.giveUp(actor, upload, new IllegalStateException(failure));
        }
    }

    /** {@return the file of an upload, as long as it is there to be checked again; empty also if it is somebody else's} */
    public Optional<FileView> viewOf(Actor actor, UUID upload) {
        return Optional.ofNullable(checked.get(upload))
                .map(Check::view)
                .filter(view -> files.isKept(actor, view.file()));
    }

    /**
     * Checks the file of an upload again: by now there may be what it names. The upload that was is given up.
     *
     * @param batchNames names of vendor batches as the file has them, and the names of those that are meant
     * @return the new upload
     * @throws FileNotKeptException if the file is here no more
     */
    public UUID checkAgain(Actor actor, UUID upload, Map<String, String> batchNames) {
        var check = checked.get(upload);
        if (check == null || !files.isKept(actor, check.view().file())) {
            throw new FileNotKeptException();
        }
        giveUp(actor, upload);
        return check(actor, check.view(), check.mapping(), check.options().withBatchNames(batchNames));
    }

    /** Gives up an upload that is not imported; its file stays, and can be checked again. */
    public void giveUp(Actor actor, UUID upload) {
        var wasOpen = checks.write(actor, context -> checks.store().cancel(context, upload));
        if (wasOpen) {
            checks.discard(actor, upload);
        }
    }

    /**
     * Ends an upload as {@link Uploads#cancel} does, and deletes the file that came in for it.
     *
     * @throws NotThereException if the tenant has no such upload
     */
    public void cancel(Actor actor, UUID upload) {
        uploads.cancel(actor, upload);
        viewOf(actor, upload).ifPresent(view -> files.discard(actor, view.file()));
    }

    /** Deletes a file that is needed no more. */
    public void discard(Actor actor, UUID file) {
        files.discard(actor, file);
    }
}
