package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A tree of tenants and the uploads over it, with small chunks so that every test crosses some. */
final class UploadFixture {

    static final String HEADER = "Number,DID vendor batch,Activation fee,Periodic fee";
    static final UploadOptions OPTIONS = UploadOptions.ofFile(ZoneOffset.UTC);

    static final UploadLimits SMALL = new UploadLimits(4_000_000, 2_000, 3_000, 100, 2_000, 50, 10);

    final TestTree tree = TestTree.plant();
    final KeptFiles files = keptFiles();
    final Uploads uploads = uploads(SMALL);

    static KeptFiles keptFiles() {
        try {
            var folder = Files.createTempDirectory("uploads");
            folder.toFile().deleteOnExit();
            return new KeptFiles(folder, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Uploads uploads(UploadLimits limits) {
        return new Uploads(
                tree.transactions(), new UploadStore(), new UploadLines(), new UploadImports(), files, limits);
    }

    UploadReport stage(Actor actor, String text) {
        return stage(actor, text, OPTIONS);
    }

    UploadReport stage(Actor actor, String text, UploadOptions options) {
        return stage(actor, text.getBytes(StandardCharsets.UTF_8), options);
    }

    UploadReport stage(Actor actor, byte[] bytes, UploadOptions options) {
        return uploads.stage(actor, "numbers.csv", new ByteArrayInputStream(bytes), options, UploadProgress.NONE);
    }

    UploadReport stage(Actor actor, String text, Charset charset) {
        return stage(actor, text.getBytes(charset), OPTIONS);
    }

    UploadReport importAll(Actor actor, UUID upload) {
        return uploads.importRows(actor, upload, false, UUID.randomUUID().toString(), UploadProgress.NONE);
    }

    /** {@return a file of these numbers, everything else the same} */
    static String file(List<String> numbers) {
        return HEADER + "\n"
                + numbers.stream()
                        .map(number -> number + ",Carrier numbers,1.00,2.00\n")
                        .collect(Collectors.joining());
    }

    /** {@return the codes of what is wrong, by line} */
    Map<Integer, List<ProblemCode>> codes(Actor actor, UUID upload) {
        return uploads.problems(actor, upload, 0, 100).stream()
                .collect(Collectors.groupingBy(
                        UploadProblem::line, Collectors.mapping(UploadProblem::code, Collectors.toList())));
    }

    /** {@return all that an operator's stock is, but for ids and times} */
    String stock() {
        return audit("""
                select h.tenant_id, h.number, h.state, h.description, h.activation_cost, h.recurring_cost, h.currency,
                       h.country, h.area, h.number_type, h.vendor_batch_id, h.free_of_charge, h.released_at,
                       (select count(*) from holding_period p
                        where p.operator_id = h.operator_id and p.number = h.number) as periods,
                       (select count(*) from history y
                        where y.operator_id = h.operator_id and y.number = h.number) as events
                from did_holding h where h.operator_id = ? order by h.number
                """).toString();
    }

    Record holding(String number) {
        return audit("select * from did_holding where operator_id = ? and number = '" + number + "'")
                .getFirst();
    }

    int count(String table) {
        return audit("select count(*) from " + table + " where operator_id = ?")
                .getFirst()
                .get(0, Integer.class);
    }

    /** {@return what was read of an upload's rows, each different one once, in order, separated by commas} */
    String staged(UUID upload, String column) {
        return audit("select string_agg(distinct (" + column + ")::text, ', ' order by (" + column + ")::text)"
                        + " from upload_line where operator_id = ? and upload_id = '" + upload + "'")
                .getFirst()
                .get(0, String.class);
    }

    /** {@return for how many numbers an operation of this key was recorded as done} */
    int appliedUploads(String key) {
        return audit(
                        "select * from operation where operator_id = ? and kind in ('UPLOAD', 'EXISTING_STOCK') and status = 'APPLIED'"
                                + " and operation_key = '" + key + "'")
                .getFirst()
                .get("changed", Integer.class);
    }

    private Result<Record> audit(String sql) {
        try (var connection = TestDatabase.get().audit().getConnection()) {
            return DSL.using(connection, SQLDialect.POSTGRES).fetch(sql, tree.o.operatorId());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
