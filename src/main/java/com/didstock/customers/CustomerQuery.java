package com.didstock.customers;

import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.PackedText;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is searched among the customers, as the page's address says it behind the question mark. Junk in an address is
 * ignored, never an error.
 *
 * @param text part of a name; empty for all
 * @param condition what must be true of them; null: nothing
 */
public record CustomerQuery(String text, @Nullable SearchCondition condition) {

    public static final CustomerQuery EVERYBODY = new CustomerQuery("", null);

    /** {@return what a query asks for, without the question mark} */
    public static CustomerQuery of(String query) {
        return of(Arrays.stream(query.split("&"))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> decoded(part[0]), part -> decoded(part[1]), (first, _) -> first)));
    }

    /** {@return what parameters ask for, by their names; those that are not of a search are left alone} */
    public static CustomerQuery of(Map<String, String> parameters) {
        var packed = parameters.getOrDefault("filter", "");
        return new CustomerQuery(
                parameters.getOrDefault("q", "").strip(), condition(PackedText.unpack(packed, ConditionJson.LONGEST)));
    }

    private static @Nullable SearchCondition condition(String json) {
        try {
            return json.isEmpty() ? null : ConditionJson.read(json);
        } catch (InvalidConditionException _) {
            return null;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /** {@return the parameters by their names, in their usual order} */
    public Map<String, String> parameters() {
        var values = new LinkedHashMap<String, String>();
        if (!text.isBlank()) {
            values.put("q", text);
        }
        if (condition != null) {
            values.put("filter", PackedText.pack(ConditionJson.write(condition)));
        }
        return values;
    }

    /** {@return the parameters as a query, without the question mark; empty for everybody} */
    public String query() {
        return parameters().entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public CustomerQuery withText(String wanted) {
        return new CustomerQuery(wanted, condition);
    }

    public CustomerQuery withCondition(@Nullable SearchCondition wanted) {
        return new CustomerQuery(text, wanted);
    }
}
