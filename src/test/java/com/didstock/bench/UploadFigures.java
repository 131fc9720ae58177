package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.OPERATOR;
import static com.didstock.bench.GeneratedStock.actor;

import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.ZoneOffset;
import java.util.UUID;
import org.postgresql.PGConnection;

/** A file of 100,000 numbers into stock, against a bare COPY of its rows. */
final class UploadFigures {

    private static final int ROWS = 100_000;
    private static final String HEADER =
            "Number,DID vendor batch,Activation fee,Periodic fee,Description,Released date\n";

    private final BenchmarkPortal portal;
    private final Uploads uploads;
    private long next = 12_130_000_000L;

    UploadFigures(BenchmarkPortal portal) {
        this.portal = portal;
        uploads = portal.service(Uploads.class);
    }

    void measure(Figures figures) throws Exception {
        try (var owner = portal.owner();
                var statement = owner.createStatement()) {
            statement.execute("""
                    create table benchmark_copy (number text, vendor_batch text, activation numeric(14, 5),
                        recurring numeric(14, 5), description text, released_at timestamptz)
                    """);
            var rounds = new Interleaved().add("copy", () -> copy(owner)).add("upload", this::upload);
            rounds.run(1, 5);
            figures.atLeast(
                    "upload 100,000 rows, file to stock, rate against a bare COPY",
                    rounds.millis("copy") / rounds.millis("upload"),
                    rounds.millis("upload"),
                    0.04);
            figures.note("  the bare COPY", "1x", rounds.millis("copy"));
            statement.execute("drop table benchmark_copy");
        }
    }

    private void copy(Connection owner) throws Exception {
        owner.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy benchmark_copy from stdin (format csv, header)", new ByteArrayInputStream(file()));
    }

    private void upload() {
        var staged = uploads.stage(
                actor(OPERATOR),
                "numbers.csv",
                new ByteArrayInputStream(file()),
                UploadOptions.ofFile(ZoneOffset.UTC),
                UploadProgress.NONE);
        var imported = uploads.importRows(
                actor(OPERATOR), staged.id(), true, UUID.randomUUID().toString(), UploadProgress.NONE);
        if (imported.imported() != ROWS) {
            throw new IllegalStateException("imported " + imported.imported() + " rows");
        }
    }

    /** Numbers not in stock yet. */
    private byte[] file() {
        var text = new StringBuilder(HEADER);
        for (var row = 0; row < ROWS; row++) {
            text.append(next++)
                    .append(",Carrier 1,1.00,2.50,\"line ")
                    .append(row)
                    .append("\",2024-05-06 07:08:09\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
