package com.didstock.downloads;

import com.didstock.downloads.DownloadOrder.What;
import com.didstock.history.TakenFile;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.StockSearch;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.io.OutputStream;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that has begun: it has its place, and its first numbers are read. */
public final class NumberDownload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NumberDownload.class);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);
    private static final String SHEET = "Numbers";

    private final TenantTransaction transactions;
    private final Actor actor;
    private final DownloadOrder order;
    private final NumberDownloads.Table table;
    private final NumberDownloads.Stretches stretches;
    private final DownloadPlaces.Place place;
    private List<DidRow> first;
    private boolean closed;

    NumberDownload(
            TenantTransaction transactions,
            Actor actor,
            DownloadOrder order,
            NumberDownloads.Table table,
            List<DidRow> first,
            NumberDownloads.Stretches stretches,
            DownloadPlaces.Place place) {
        this.transactions = transactions;
        this.actor = actor;
        this.order = order;
        this.table = table;
        this.first = first;
        this.stretches = stretches;
        this.place = place;
    }

    public SheetFormat format() {
        return order.format();
    }

    /** {@return whose numbers, when, and what kind of file: {@code acme-numbers-2026-11-23-0912.csv}, ASCII only} */
    public String fileName() {
        var owner = plain(table.owner());
        return "%s%snumbers-%s.%s"
                .formatted(
                        owner,
                        owner.isEmpty() ? "" : "-",
                        DAY_AND_TIME.format(table.at().atZone(order.zone())),
                        order.format().extension());
    }

    /** {@return a name in ASCII, short enough for that of a file} */
    static String plain(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "")
                .toLowerCase(Locale.ROOT);
        return plain.substring(0, Math.min(40, plain.length()));
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
        var recorded = false;
        try {
            var sheet = Sheet.begin(order.format(), out, SHEET, table.header());
            var rows = first;
            first = List.of();
            while (true) {
                var accounts = stretches.accounts(table, rows);
                for (var row : rows) {
                    write(row, accounts.get(row.number()), sheet);
                    written++;
                }
                if (stretches.over()) {
                    break;
                }
                rows = stretches.read();
            }
            taken(written).record(transactions, actor);
            recorded = true;
            sheet.finish();
            whole = true;
            return written;
        } finally {
            if (!recorded && written > 0) {
                recordBroken(written);
            }
            LOG.info(
                    "user {} of tenant {} downloaded {} numbers as {}{}",
                    actor.userId(),
                    actor.tenantId(),
                    written,
                    order.format(),
                    whole ? "" : ", then it broke off");
        }
    }

    private TakenFile taken(long rows) {
        var search = switch (order.what()) {
            case What.Named _ -> null;
            case What.Found found ->
                new StockSearch(
                                found.filter(),
                                found.from().sort(),
                                found.from().ascending())
                        .query();
        };
        return new TakenFile(TakenFile.What.NUMBERS, order.format().name(), rows, search);
    }

    /** What was sent until it broke off is with somebody all the same. */
    private void recordBroken(long rows) {
        try {
            taken(rows).record(transactions, actor);
        } catch (RuntimeException unrecorded) {
            LOG.warn("a download that broke off was not recorded", unrecorded);
        }
    }

    private void write(DidRow row, @Nullable String account, Sheet sheet) throws IOException {
        for (var column : table.columns()) {
            if (column == DidColumn.ACCOUNT) {
                sheet.text(account);
            } else {
                column.write(row, order.zone(), sheet);
            }
        }
        sheet.endRow();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            place.close();
        }
    }
}
