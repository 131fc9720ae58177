package com.didstock.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds imports that a stopped node left behind, whosever they are. Nobody acts here: whoever goes on with one does so as
 * the user who began it, with what that one may do by then.
 */
@Component
public class LostImports {

    private final Entry entry;

    LostImports(Entry entry) {
        this.entry = entry;
    }

    /**
     * An import that nobody works on.
     *
     * @param actor the user who began it
     * @param until it was taken over until then
     */
    public record Lost(Actor actor, UUID upload, Instant until) {}

    /**
     * Takes over some of them: nobody else is told of these meanwhile. Those that nobody got any further with for five times
     * are ended instead.
     *
     * @param until so long they are believed to be worked on, unless something of them comes in
     */
    public List<Lost> take(Instant now, Instant until) {
        return entry.takeForgottenImports(now, until);
    }

    /**
     * Ends one whose user may not go on with it, unless somebody else took it over since. What came in stays.
     *
     * @param reason the name of a reason, shown to those who look at the upload
     */
    public void end(Lost lost, String reason) {
        entry.endForgottenImport(lost, reason);
    }
}
