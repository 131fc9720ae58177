package com.didstock.tenancy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds planned operations whose day has come, whosever they are. Nobody acts here: whoever carries one out does so as the
 * user who planned it, with what that one may do by then.
 */
@Component
public class DuePlans {

    private final Entry entry;

    DuePlans(Entry entry) {
        this.entry = entry;
    }

    /**
     * A plan that is due.
     *
     * @param actor the user who planned it
     * @param attempt how often it was taken by now, this time included
     * @param until it was taken over until then
     */
    public record Due(Actor actor, UUID operation, int attempt, Instant until) {}

    /** Takes over the one that has been due longest: nobody else is told of it until then. */
    public Optional<Due> take(Instant now, Instant until) {
        return entry.takeDuePlan(now, until);
    }

    /**
     * Gives up one that can't be carried out, unless somebody else took it over since. Its tenant is told.
     *
     * @param reason the name of a reason
     */
    public void giveUp(Due due, String reason, Instant now) {
        entry.giveUpPlan(due, reason, now);
    }
}
