package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.uploads.UploadRefusedException.Reason;
import com.didstock.uploads.UploadSlots.Slot;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads files and checks their rows; what is found is stored stretch by stretch, and nothing comes into stock. */
final class Checks {

    private final TenantTransaction transactions;
    private final UploadStore store;
    private final UploadLines lines;
    private final UploadImports imports;
    private final UploadLimits limits;
    private final UploadSlots slots = new UploadSlots(2, 4);

    Checks(
            TenantTransaction transactions,
            UploadStore store,
            UploadLines lines,
            UploadImports imports,
            UploadLimits limits) {
        this.transactions = transactions;
        this.store = store;
        this.lines = lines;
        this.imports = imports;
        this.limits = limits;
    }

    UploadStore store() {
        return store;
    }

    UploadLimits limits() {
        return limits;
    }

    /**
     * Takes a place among those who read files.
     *
     * @throws UploadRefusedException if none is free
     */
    Slot slot(Actor actor) {
        return slots.take(actor.tenantId());
    }

    /**
     * {@return what a file may name}
     *
     * @throws NotThereException if the options name a vendor batch that is not there
     */
    Stock stock(Actor actor, UploadOptions options) {
        var stock = read(actor, context -> store.stock(context, options.existingStock()));
        if (options.vendorBatch() != null && stock.vendorBatch(options.vendorBatch()) == null) {
            throw new NotThereException("vendor batch");
        }
        for (var fee : new BigDecimal[] {options.activationFee(), options.periodicFee()}) {
            if (fee != null && !UploadOptions.isFee(fee)) {
                throw new IllegalArgumentException("a fee is not negative and has at most five decimals: " + fee);
            }
        }
        return stock;
    }

    /** Begins an upload; what is over or out of date goes. */
    UUID begin(Actor actor, String fileName, FileColumns columns, UploadOptions options) {
        write(actor, store::endOld).forEach(old -> discard(actor, old));
        return write(actor, context -> store.begin(context, fileName, columns.unused(), options.existingStock()));
    }

    /**
     * Reads a table to its end.
     *
     * @throws RefusedException if it breaks a limit or can't be read; nothing of it is kept
     */
    UploadReport check(
            Actor actor,
            UUID upload,
            KeptFile file,
            NumberTable table,
            FileColumns columns,
            UploadOptions options,
            Stock stock,
            UploadProgress progress) {
        try {
            var now = write(actor, TenantContext::now);
            var check = new RowCheck(columns, options, stock, now);
            var existing = options.existingStock() ? new ExistingStockLines(columns) : null;
            var staged = new long[1];
            new Staging(limits, check, chunk -> {
                        write(actor, context -> {
                            lines.stage(context, upload, chunk, existing, limits.storedProblems());
                            return upload;
                        });
                        staged[0] += chunk.numbers.size();
                        progress.at(file.bytes(), staged[0]);
                    })
                    .read(table);
            return write(actor, context -> {
                store.finishReading(context, upload, file.fingerprint(), check.unknownNames());
                return store.find(context, upload);
            });
        } catch (RuntimeException failure) {
            giveUp(actor, upload, failure);
            throw failure;
        }
    }

    /** Keeps why a file could not be checked, and nothing else of it. */
    void giveUp(Actor actor, UUID upload, RuntimeException failure) {
        try {
            write(actor, context -> {
                if (failure instanceof RefusedException refused) {
                    var named =
                            refused.arguments().stream().map(String::valueOf).toList();
                    store.fail(context, upload, refused.reason().name(), named);
                } else {
                    store.fail(context, upload, "UNEXPECTED", List.of());
                }
                return upload;
            });
            discard(actor, upload);
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** Deletes the lines of an upload. */
    void discard(Actor actor, UUID upload) {
        while (write(actor, context -> imports.deleteLines(context, upload, limits.chunk())) > 0) {
            // The next stretch.
        }
    }

    <T> T read(Actor actor, Function<TenantContext, T> work) {
        return transactions.read(actor, context -> {
            requireUploads(context);
            return work.apply(context);
        });
    }

    <T> T write(Actor actor, Function<TenantContext, T> work) {
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
}
