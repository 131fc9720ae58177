package com.didstock.charges;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One charge.
 *
 * @param stay of the number: what the charge hangs on
 * @param earned whether the tenant earns it; otherwise it pays it
 * @param counterparty who pays, of what is earned; who is paid, otherwise
 * @param batch the tenant's own pricing batch that priced it, of what is earned
 * @param number digits
 * @param sequence tells apart several of one kind for one stay in one month
 * @param amount below zero for a credit
 * @param currency ISO 4217
 * @param days for which a recurring charge is; otherwise 0
 */
public record ChargeLine(
        UUID stay,
        boolean earned,
        Counterparty counterparty,
        @Nullable String batch,
        String number,
        ChargeKind kind,
        int sequence,
        BigDecimal amount,
        String currency,
        int days) {}
