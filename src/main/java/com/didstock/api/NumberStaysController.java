package com.didstock.api;

import com.didstock.history.DayOfNumber;
import com.didstock.history.NumberStays;
import com.didstock.history.Thing;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who held a number on a day of the past, on the caller's own level. */
@RestController
@Tag(name = "Numbers")
class NumberStaysController {

    private final CurrentActor actors;
    private final NumberStays stays;

    NumberStaysController(CurrentActor actors, NumberStays stays) {
        this.actors = actors;
        this.stays = stays;
    }

    @Schema(name = "StayPrice")
    record Price(
            String activation,

            @Schema(description = "A month.") String recurring,

            String currency,

            @Schema(description = "Nothing of it is charged between the two tenants.")
            boolean freeOfCharge,

            @Schema(description = "At which your cost was converted for your child; null: it was not.") @Nullable
            String rate,

            @Schema(description = "The moment of that rate.") @Nullable
            Instant ratedAt) {

        static @Nullable Price of(DayOfNumber.@Nullable Price price) {
            if (price == null) {
                return null;
            }
            var rate = price.rate();
            return new Price(
                    text(price.activation(), price.currency()),
                    text(price.recurring(), price.currency()),
                    price.currency(),
                    price.freeOfCharge(),
                    rate == null ? null : rate.rate().stripTrailingZeros().toPlainString(),
                    rate == null ? null : rate.at());
        }

        private static String text(BigDecimal amount, String currency) {
            return Objects.requireNonNull(Amounts.text(amount, currency));
        }
    }

    @Schema(name = "StayWithChild")
    record Given(
            int childId,

            @Schema(description = "Null: it is no longer a reseller or customer of yours.") @Nullable
            String child,

            Instant from,
            @Nullable Instant until,

            @Schema(description = "Held at the day's end: the child pays you for the day.")
            boolean atEndOfDay,

            @Schema(description = "Your pricing batch by which it was priced.") @Nullable
            String pricingBatch,

            @Schema(description = "What the child pays you; null for those who may not see money.") @Nullable
            Price revenue) {

        static Given of(DayOfNumber.Given given) {
            return new Given(
                    given.child().id(),
                    given.child().name(),
                    given.from(),
                    given.until(),
                    given.atEndOfDay(),
                    name(given.batch()),
                    Price.of(given.revenue()));
        }

        private static @Nullable String name(@Nullable Thing thing) {
            return thing == null ? null : thing.name();
        }
    }

    @Schema(name = "Stay")
    record Item(
            Instant from,
            @Nullable Instant until,

            @Schema(description = "Held at the day's end: you pay for the day.")
            boolean atEndOfDay,

            @Schema(description = "Bought from a vendor, not from the tenant above.")
            boolean fromVendor,

            @Schema(description = "What you pay; null for those who may not see money.") @Nullable
            Price cost,

            @Schema(description = "With which reseller or customer of yours it was meanwhile.")
            List<Given> given) {

        static Item of(DayOfNumber.Stay stay) {
            return new Item(
                    stay.from(),
                    stay.until(),
                    stay.atEndOfDay(),
                    stay.fromVendor(),
                    Price.of(stay.cost()),
                    stay.given().stream().map(Given::of).toList());
        }
    }

    @Schema(name = "DayOfNumber")
    record Day(
            LocalDate on,

            @Schema(description = "Your stays that touch the day, oldest first; none: you did not hold it then.")
            List<Item> stays) {}

    @GetMapping(path = "/api/v1/dids/{number}/stays", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Who held a number on a day, and at what price",
            operationId = "getDidStays",
            description = "On your own level: your stays and those of your resellers and customers with you; also of a"
                    + " number that you no longer hold.")
    Day on(
            @PathVariable String number,
            @Parameter(description = "A day in the operator's time zone, such as 2026-09-30; today if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate on) {
        var actor = actors.actor();
        var day = stays.on(actor, DidsController.digits(number), on == null ? stays.today(actor) : on);
        return new Day(day.day(), day.stays().stream().map(Item::of).toList());
    }
}
