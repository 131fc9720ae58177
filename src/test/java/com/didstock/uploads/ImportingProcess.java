package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Imports an upload in a process of its own, told as: url, operator, tenant, user, upload. Says a line for each stretch, and
 * waits a moment so that it can be killed between and within stretches.
 */
final class ImportingProcess {

    private ImportingProcess() {}

    public static void main(String[] arguments) {
        var source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser("didstock_app");
        source.setPassword("didstock_app");
        var actor = new Actor(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        var uploads = new Uploads(
                TenantTransactions.over(source, Clock.systemUTC()),
                new UploadStore(),
                new UploadLines(),
                new UploadImports(),
                UploadFixture.keptFiles(),
                UploadFixture.SMALL);
        uploads.importRows(
                actor,
                UUID.fromString(arguments[4]),
                true,
                "key",
                (gone, all) -> System.out.println("gone " + gone + " of " + all));
    }
}
