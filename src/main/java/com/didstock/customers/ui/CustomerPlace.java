package com.didstock.customers.ui;

import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.PackedText;
import com.vaadin.flow.router.QueryParameters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is searched, as the address of the page says it. Junk in an address is ignored, never an error. */
record CustomerPlace(String text, @Nullable SearchCondition condition) {

    static final CustomerPlace EVERYBODY = new CustomerPlace("", null);

    static CustomerPlace of(QueryParameters parameters) {
        return new CustomerPlace(
                parameters.getSingleParameter("q").orElse(""),
                parameters
                        .getSingleParameter("filter")
                        .map(packed -> read(PackedText.unpack(packed, ConditionJson.LONGEST)))
                        .orElse(null));
    }

    private static @Nullable SearchCondition read(String json) {
        try {
            return json.isEmpty() ? null : ConditionJson.read(json);
        } catch (InvalidConditionException _) {
            return null;
        }
    }

    QueryParameters parameters() {
        Map<String, String> values = new HashMap<>();
        if (!text.isBlank()) {
            values.put("q", text);
        }
        if (condition != null) {
            values.put("filter", PackedText.pack(ConditionJson.write(condition)));
        }
        return QueryParameters.simple(values);
    }

    CustomerPlace withText(String wanted) {
        return new CustomerPlace(wanted, condition);
    }

    CustomerPlace withCondition(@Nullable SearchCondition wanted) {
        return new CustomerPlace(text, wanted);
    }
}
