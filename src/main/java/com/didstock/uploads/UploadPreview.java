package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.uploads.UploadRow.Kind;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What an import would do, number by number. Like {@link Uploads}, of the tenant's own files only; changes nothing. */
@Service
public class UploadPreview {

    /** Rows asked for at once. */
    public static final int LARGEST_PAGE = 500;

    /** So many numbers are weighed for a page; what was not found among them may be found further on. */
    private static final int WEIGHED_AT_ONCE = 50_000;

    private final Checks checks;

    UploadPreview(Uploads uploads) {
        this.checks = uploads.checks();
    }

    /**
     * Rows of a checked file of which an import would make this.
     *
     * @param from the first entry to look at
     * @param limit at most {@value #LARGEST_PAGE}
     * @param choices with which it would be imported
     * @throws NotThereException if the tenant has no such upload
     */
    public UploadRowPage rows(Actor actor, UUID upload, Kind kind, int from, int limit, ImportChoices choices) {
        int wanted = Math.clamp(limit, 1, LARGEST_PAGE);
        return checks.read(actor, context -> {
            int entries = checks.store().find(context, upload).staged();
            if (kind == Kind.NEW) {
                var rows = UploadRowsQuery.fresh(context, upload, from, wanted + 1);
                return rows.size() <= wanted
                        ? new UploadRowPage(rows, null)
                        : new UploadRowPage(
                                rows.subList(0, wanted), rows.get(wanted).entry());
            }
            var rows = new ArrayList<UploadRow>();
            int start = Math.clamp(from, 0, entries);
            int last = start + Math.min(WEIGHED_AT_ONCE, entries - start);
            int chunk = checks.limits().chunk();
            for (int at = start; at < last && rows.size() <= wanted; at += chunk) {
                rows.addAll(UploadRowsQuery.known(
                        context, upload, kind, at, Math.min(at + chunk, last), choices, wanted + 1 - rows.size()));
            }
            if (rows.size() > wanted) {
                return new UploadRowPage(
                        rows.subList(0, wanted), rows.get(wanted).entry());
            }
            return new UploadRowPage(rows, last < entries ? (Integer) last : null);
        });
    }
}
