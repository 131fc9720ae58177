package com.didstock.webhooks;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why a webhook can't be as asked. */
public enum WebhookRefusal implements RefusalReason {
    /** No address that begins with https:// and names a host. */
    URL_NOT_POSSIBLE("url"),
    /** Argument: the most characters. */
    URL_TOO_LONG("url"),
    /** A host of this machine or of a private network. */
    URL_PRIVATE("url"),
    /** Argument: how many there may be. */
    TOO_MANY(null),
    /** It is turned off: nothing is sent. */
    TURNED_OFF(null);

    private final @Nullable String field;

    WebhookRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "webhooks.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    void when(boolean broken, Object... arguments) {
        if (broken) {
            throw new RefusedException(this, arguments);
        }
    }
}
