package com.didstock.api;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a list of charges. */
record ChargeQuery(
        @Parameter(
                description = "The month, in the operator's time zone; the current one if not said.",
                example = "2026-11")
        @Nullable
        String month,

        @Parameter(description = "A number search, as for the list of numbers.", example = "1800%VOIP") @Nullable
        String number,

        @Parameter(description = "PAID: what you pay. EARNED: what your children pay you. Both if not said.") @Nullable
        String direction,

        @Parameter(description = "A reseller or customer of yours by name: only what it pays you.") @Nullable
        String child,

        @Parameter(description = "A pricing batch of yours by name: only what it earned.") @Nullable
        String pricingBatch,

        @Parameter(description = "ACTIVATION, RECURRING or CREDIT.") @Nullable
        String kind) {}
