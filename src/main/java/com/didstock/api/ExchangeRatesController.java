package com.didstock.api;

import com.didstock.pricing.ExchangeRate;
import com.didstock.pricing.ExchangeRates;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rates at which costs in one currency become prices in another. */
@RestController
@RequestMapping(path = "/api/v1/exchange-rates", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Exchange rates", description = "At which costs in one currency become prices in another.")
class ExchangeRatesController {

    private final CurrentActor actors;
    private final ExchangeRates rates;

    ExchangeRatesController(CurrentActor actors, ExchangeRates rates) {
        this.actors = actors;
        this.rates = rates;
    }

    @Schema(name = "ExchangeRate")
    record Rate(
            @Schema(description = "ISO 4217: the currency of a cost.", example = "USD")
            String from,

            @Schema(description = "ISO 4217: the currency of a price.", example = "EUR")
            String to,

            @Schema(description = "So much of to is one of from.", example = "0.9123")
            String rate,

            Instant validFrom,

            @Schema(description = "true: yours; false: the operator's, which counts where you have none.")
            boolean own,

            @Schema(description = "IN_FORCE, COMING or REPLACED.")
            String state,

            Instant addedAt,

            @Schema(description = "Who added it; null for the operator's.") @Nullable
            String by) {

        static Rate of(ExchangeRate rate) {
            return new Rate(
                    rate.from(),
                    rate.to(),
                    rate.rate().toPlainString(),
                    rate.validFrom(),
                    rate.own(),
                    rate.state().name(),
                    rate.addedAt(),
                    rate.by());
        }
    }

    @Schema(name = "ExchangeRates")
    record Rates(List<Rate> items) {}

    @Schema(name = "NewExchangeRate")
    record NewRate(
            @Schema(example = "USD", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String from,

            @Schema(example = "EUR", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String to,

            @Schema(
                    description = "So much of to is one of from, as a decimal string.",
                    example = "0.9123",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String rate,

            @Schema(
                    description = "The first day, in the operator's time zone; from now on if not said.",
                    example = "2027-01-01")
            @Nullable
            LocalDate validFrom) {}

    @GetMapping
    @Operation(
            summary = "The exchange rates that count for you",
            operationId = "listExchangeRates",
            description = "Yours and the operator's: in force, to come and replaced.")
    Rates list() {
        return new Rates(rates.list(actors.actor()).stream().map(Rate::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add an exchange rate",
            operationId = "addExchangeRate",
            description = "Rates are only added: what is priced keeps the rate it was priced by.")
    Rate add(@RequestBody NewRate wanted) {
        var rate = Amounts.read(said(wanted.rate(), "rate"), "rate");
        if (rate == null) {
            throw new InvalidRequestException("rate", FieldFault.MISSING);
        }
        return Rate.of(rates.add(
                actors.actor(), said(wanted.from(), "from"), said(wanted.to(), "to"), rate, wanted.validFrom()));
    }

    private static String said(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            throw new InvalidRequestException(field, FieldFault.MISSING);
        }
        return text;
    }
}
