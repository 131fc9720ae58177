package com.didstock.api;

import com.didstock.inventory.DidSort;
import com.didstock.offer.Offer;
import com.didstock.offer.OfferedNumber;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the tenant above offers to the caller's tenant, at its own price. */
@RestController
@RequestMapping(path = "/api/v1/offer", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Offer", description = "Numbers that you can take from the pool above, at your own price.")
class OfferController {

    private final CurrentActor actors;
    private final Offer offer;
    private final Filters filters;

    OfferController(CurrentActor actors, Offer offer, Filters filters) {
        this.actors = actors;
        this.offer = offer;
        this.filters = filters;
    }

    @Schema(name = "OfferedNumber")
    record Item(
            String number,
            @Nullable String country,
            @Nullable String area,
            String numberType,
            String numberClass,
            boolean freeOfCharge,

            @Schema(description = "What taking it costs once.", example = "1.20")
            String activationCost,

            @Schema(description = "What it then costs a month.", example = "2.50")
            String recurringCost,

            @Schema(example = "EUR") String currency) {

        static Item of(OfferedNumber offered) {
            return new Item(
                    offered.number(),
                    offered.country(),
                    offered.area(),
                    offered.numberType(),
                    offered.numberClass(),
                    offered.freeOfCharge(),
                    String.valueOf(Amounts.text(offered.activation(), offered.currency())),
                    String.valueOf(Amounts.text(offered.recurring(), offered.currency())),
                    offered.currency());
        }
    }

    @Schema(name = "OfferPage")
    record Page(
            List<Item> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            String next,

            Count count) {}

    @GetMapping
    @Operation(
            summary = "Search what is on offer for you",
            operationId = "listOffer",
            description = "The parameters of /dids. The offer tells number, country, area, type and class: a filter by"
                    + " anything else is refused. Take numbers with the operation TAKE.")
    Page list(@ParameterObject DidQuery query) {
        var actor = actors.actor();
        var limit = DidQuery.limit(query.limit());
        if (query.sort() != null && !query.sort().equals("number")) {
            throw new InvalidRequestException("sort", FieldFault.UNKNOWN_VALUE, "number");
        }
        var search = List.of("offer", query.search());
        var position = Cursor.read(query.after(), search, DidSort.NUMBER);
        var filter = filters.offer(actor, query.search(), "");
        var page = offer.page(actor, filter, position == null ? null : position.number(), limit);
        // A full page may be the last: then the next one is empty.
        var next = page.size() < limit
                ? null
                : Cursor.write(search, "", page.getLast().number());
        return new Page(page.stream().map(Item::of).toList(), next, Count.of(offer.count(actor, filter)));
    }
}
