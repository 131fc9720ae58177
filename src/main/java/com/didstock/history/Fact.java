package com.didstock.history;

import com.didstock.inventory.DidStatus;
import java.math.BigDecimal;
import java.time.Instant;

/** What something was, before or after a change. */
public sealed interface Fact {

    /** A status as stored: what had ended by itself by then may still be called reserved or aging. */
    record Status(DidStatus status) implements Fact {}

    record Time(Instant at) implements Fact {}

    record Named(Thing thing) implements Fact {}

    record Text(String text) implements Fact {}

    /**
     * @param account what the account was called then
     * @param alias whether the number was an additional one, not its ID
     */
    record UsedBy(String account, boolean alias) implements Fact {}

    record Flag(boolean set) implements Fact {}

    /** @param currency ISO 4217 code */
    record Money(BigDecimal amount, String currency) implements Fact {}
}
