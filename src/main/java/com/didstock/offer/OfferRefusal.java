package com.didstock.offer;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why what was asked of the tenants above is not done. */
public enum OfferRefusal implements RefusalReason {
    /** Somebody through whom the number went is not there as before. Whom, is nobody's business below. */
    CANNOT_COME_BACK("numbers");

    private final String field;

    OfferRefusal(String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "offer.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
