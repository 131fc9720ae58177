package com.didstock.api;

import com.didstock.charges.ChargeKind;
import com.didstock.charges.ChargePage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page of charges begins, as the client carries it; it belongs to one search, like that of a list of numbers. */
final class ChargeCursor {

    private static final Pattern PLACE = Pattern.compile(
            "([0-9a-f]{8})\\|(\\d{1,15})\\|([0-9a-f-]{36})\\|(ACTIVATION|RECURRING|CREDIT)\\|(\\d{1,6})");

    private ChargeCursor() {}

    static String write(ChargePage.Place place, ChargeQuery query) {
        var text = "%s|%s|%s|%s|%d"
                .formatted(Cursor.mark(query), place.number(), place.stay(), place.kind(), place.sequence());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @throws InvalidRequestException if it is no cursor of this search
     */
    static ChargePage.@Nullable Place read(@Nullable String cursor, ChargeQuery query) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            var place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (place.matches() && place.group(1).equals(Cursor.mark(query))) {
                return new ChargePage.Place(
                        place.group(2),
                        UUID.fromString(place.group(3)),
                        ChargeKind.valueOf(place.group(4)),
                        Integer.parseInt(place.group(5)));
            }
        } catch (IllegalArgumentException _) {
            // As said below.
        }
        throw new InvalidRequestException("after", FieldFault.NOT_A_CURSOR);
    }
}
