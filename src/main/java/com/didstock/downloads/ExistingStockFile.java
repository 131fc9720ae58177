package com.didstock.downloads;

import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of existing stock that has begun: it has its place, and its reason is recorded. */
public final class ExistingStockFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExistingStockFile.class);
    private static final String SHEET = "Existing stock";

    private final Actor actor;
    private final String owner;
    private final ExistingStockOrder order;
    private final ExistingStockFiles files;
    private final @Nullable UUID look;
    private final DownloadPlaces.Place place;
    private boolean closed;

    ExistingStockFile(
            Actor actor,
            String owner,
            ExistingStockOrder order,
            ExistingStockFiles files,
            @Nullable UUID look,
            DownloadPlaces.Place place) {
        this.actor = actor;
        this.owner = owner;
        this.order = order;
        this.files = files;
        this.look = look;
        this.place = place;
    }

    public SheetFormat format() {
        return order.format();
    }

    /** {@return whose stock, and what kind of file: {@code acme-existing-stock.csv}, ASCII only} */
    public String fileName() {
        var plain = NumberDownload.plain(owner);
        return "%s%sexisting-stock.%s"
                .formatted(plain, plain.isEmpty() ? "" : "-", order.format().extension());
    }

    /**
     * Writes the file, once. Whatever is thrown, what was written until then is no whole file.
     *
     * @param out not closed
     * @return how many numbers it tells
     * @throws com.didstock.tenancy.ActorRefusedException if the user may no longer read
     */
    public long writeTo(OutputStream out) throws IOException {
        long written = 0;
        var whole = false;
        try {
            var sheet = Sheet.begin(order.format(), out, SHEET, StockLine.HEADER);
            for (var lines = files.next(actor, "", look);
                    !lines.isEmpty();
                    lines = files.next(actor, lines.getLast().number(), look)) {
                for (var line : lines) {
                    line.write(order.zone(), sheet);
                    written++;
                }
            }
            sheet.finish();
            whole = true;
            return written;
        } finally {
            LOG.info(
                    "user {} of tenant {} downloaded {} numbers as existing stock{}{}",
                    actor.userId(),
                    actor.tenantId(),
                    written,
                    look == null ? "" : ", whole chains",
                    whole ? "" : ", then it broke off");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            place.close();
        }
    }
}
