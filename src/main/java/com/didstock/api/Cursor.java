package com.didstock.api;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.PageRequest;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins, as the client carries it. It belongs to one search in one order and holds nothing that the client
 * has not seen; whatever is made of it, it can only lead to another place in the client's own list.
 */
final class Cursor {

    private static final String FIELD = "after";
    private static final int LONGEST = 2_000;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

    private Cursor() {}

    /** @param search whatever the page depends on besides the place */
    static String write(Object search, String value, String number) {
        var text = "%s|%s|%s".formatted(mark(search), number, value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws InvalidRequestException if it is no cursor of this search
     */
    static PageRequest.@Nullable Position read(@Nullable String cursor, Object search, DidSort sort) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        var parts = text(cursor).split("\\|", 3);
        if (parts.length != 3
                || !parts[0].equals(mark(search))
                || !NUMBER.matcher(parts[1]).matches()
                || !isPossible(parts[2], sort)) {
            throw notOne();
        }
        return new PageRequest.Position(parts[2], parts[1]);
    }

    private static boolean isPossible(String value, DidSort sort) {
        return switch (sort) {
            case NUMBER -> value.isEmpty();
            case ACTIVATION_COST, RECURRING_COST, RECURRING_REVENUE, HELD_SINCE, RELEASED_AT ->
                AMOUNT.matcher(value).matches() && new BigDecimal(value).precision() <= 40;
            case GROUP, COUNTRY, STATUS, CHILD, PRICING_BATCH, DESCRIPTION -> ApiJson.isReadable(value);
        };
    }

    private static String text(String cursor) {
        try {
            if (cursor.length() > LONGEST) {
                throw notOne();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw notOne();
        }
    }

    /** {@return what tells one search from another} */
    static String mark(Object search) {
        var crc = new CRC32();
        crc.update(search.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    private static InvalidRequestException notOne() {
        return new InvalidRequestException(FIELD, FieldFault.NOT_A_CURSOR);
    }
}
