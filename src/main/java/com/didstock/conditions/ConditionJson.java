package com.didstock.conditions;

import com.didstock.conditions.ConditionProblem.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Conditions as JSON:
 *
 * <pre>{@code
 * {"and": [
 *   {"field": "country", "operator": "IS", "value": "DE"},
 *   {"not": {"field": "status", "operator": "IS_ONE_OF", "values": ["FREE", "FROZEN"]}},
 *   {"or": [
 *     {"field": "recurringCost", "operator": "GREATER", "value": "2.50 EUR"},
 *     {"field": "heldSince", "operator": "BETWEEN", "values": ["2026-01-01", "2026-03-31"]},
 *     {"field": "group", "operator": "IS_EMPTY"}
 *   ]}
 * ]}
 * }</pre>
 */
public final class ConditionJson {

    /** So many characters a condition may have as JSON. */
    public static final int LONGEST = 200_000;

    private static final String AND = "and";
    private static final String OR = "or";
    private static final String NOT = "not";
    private static final String FIELD = "field";
    private static final String OPERATOR = "operator";
    private static final String VALUE = "value";
    private static final String VALUES = "values";
    private static final Set<String> KINDS = Set.of(AND, OR, NOT, FIELD);

    /** Groups and what is in them, with a NOT before each. */
    private static final int DEEPEST_JSON = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_JSON)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ConditionJson() {}

    public static String write(SearchCondition condition) {
        return MAPPER.writeValueAsString(condition);
    }

    /**
     * @throws InvalidConditionException with the place at which the text is no condition
     */
    public static SearchCondition read(String json) {
        return read(tree(json));
    }

    /**
     * {@return JSON, of which nothing else is known yet}
     *
     * @throws InvalidConditionException if it is none
     */
    public static JsonNode tree(String json) {
        if (json.length() > LONGEST) {
            throw invalid("", Reason.TOO_LONG, LONGEST);
        }
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException unreadable) {
            var where = unreadable.getLocation();
            throw invalid(
                    "",
                    Reason.NOT_JSON,
                    where == null ? 1 : where.getLineNr(),
                    where == null ? 1 : where.getColumnNr());
        }
    }

    /**
     * @throws InvalidConditionException with the place at which the JSON is no condition
     */
    public static SearchCondition read(JsonNode json) {
        return read(json, "", 0);
    }

    private static SearchCondition read(JsonNode json, String place, int depth) {
        if (depth > SearchCondition.DEEPEST) {
            throw invalid(place, Reason.TOO_DEEP, SearchCondition.DEEPEST);
        }
        var names = new TreeSet<String>(json.propertyNames());
        names.retainAll(KINDS);
        if (!json.isObject() || names.size() != 1) {
            throw invalid(place, Reason.NOT_A_CONDITION);
        }
        return switch (names.first()) {
            case AND -> new SearchCondition.And(parts(json, AND, place, depth));
            case OR -> new SearchCondition.Or(parts(json, OR, place, depth));
            case NOT -> not(json, place, depth);
            default -> test(json, place);
        };
    }

    private static List<SearchCondition> parts(JsonNode json, String name, String place, int depth) {
        allow(json, place, Set.of(name));
        var list = json.get(name);
        var here = place + "." + name;
        if (!list.isArray()) {
            throw invalid(here, Reason.NOT_A_CONDITION);
        }
        if (list.isEmpty()) {
            throw invalid(here, Reason.EMPTY_GROUP);
        }
        if (list.size() > SearchCondition.MOST_TESTS) {
            throw invalid(here, Reason.TOO_MANY, SearchCondition.MOST_TESTS);
        }
        var parts = new ArrayList<SearchCondition>();
        for (var index = 0; index < list.size(); index++) {
            parts.add(read(list.get(index), here + "[" + index + "]", depth + 1));
        }
        return parts;
    }

    private static SearchCondition not(JsonNode json, String place, int depth) {
        allow(json, place, Set.of(NOT));
        var here = place + "." + NOT;
        if (json.get(NOT).has(NOT)) {
            throw invalid(here, Reason.DOUBLE_NOT);
        }
        return new SearchCondition.Not(read(json.get(NOT), here, depth));
    }

    private static SearchCondition test(JsonNode json, String place) {
        allow(json, place, Set.of(FIELD, OPERATOR, VALUE, VALUES));
        var field = json.get(FIELD);
        if (!field.isString()) {
            throw invalid(place + "." + FIELD, Reason.NOT_A_CONDITION);
        }
        if (json.has(VALUE) && json.has(VALUES)) {
            throw invalid(place + "." + VALUES, Reason.UNKNOWN_PROPERTY);
        }
        var values = new ArrayList<String>();
        if (json.has(VALUE)) {
            values.add(text(json.get(VALUE), place + "." + VALUE));
        } else if (json.has(VALUES)) {
            var list = json.get(VALUES);
            var here = place + "." + VALUES;
            if (!list.isArray() || list.size() > ConditionOperator.MOST_VALUES) {
                throw invalid(here, Reason.WRONG_COUNT_OF_VALUES, 1, ConditionOperator.MOST_VALUES);
            }
            for (var index = 0; index < list.size(); index++) {
                values.add(text(list.get(index), here + "[" + index + "]"));
            }
        }
        return new SearchCondition.Test(field.asString(), operator(json, place), values);
    }

    /** A number or a truth value means the same as its text. */
    private static String text(JsonNode json, String place) {
        if (!json.isValueNode() || json.isNull()) {
            throw invalid(place, Reason.WRONG_TEXT);
        }
        return json.asString();
    }

    private static ConditionOperator operator(JsonNode json, String place) {
        var name = json.path(OPERATOR).asString("").toUpperCase(Locale.ROOT);
        return Arrays.stream(ConditionOperator.values())
                .filter(operator -> operator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(
                        place + "." + OPERATOR,
                        Reason.OPERATOR_DOES_NOT_FIT,
                        Arrays.stream(ConditionOperator.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))));
    }

    private static void allow(JsonNode json, String place, Set<String> names) {
        json.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    var shown = name.length() > 40 ? name.substring(0, 40) : name;
                    throw invalid(place + "." + shown, Reason.UNKNOWN_PROPERTY);
                });
    }

    private static InvalidConditionException invalid(String place, Reason reason, Object... arguments) {
        return new InvalidConditionException(ConditionProblem.of(place, reason, arguments));
    }

    /** Writes conditions for Jackson, wherever they stand. */
    static final class Writer extends StdSerializer<SearchCondition> {

        Writer() {
            super(SearchCondition.class);
        }

        @Override
        public void serialize(SearchCondition condition, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            switch (condition) {
                case SearchCondition.And and -> group(AND, and.parts(), json, context);
                case SearchCondition.Or or -> group(OR, or.parts(), json, context);
                case SearchCondition.Not not -> {
                    json.writeName(NOT);
                    serialize(not.part(), json, context);
                }
                case SearchCondition.Test test -> test(test, json);
            }
            json.writeEndObject();
        }

        private void group(String name, List<SearchCondition> parts, JsonGenerator json, SerializationContext context) {
            json.writeName(name);
            json.writeStartArray();
            parts.forEach(part -> serialize(part, json, context));
            json.writeEndArray();
        }

        private static void test(SearchCondition.Test test, JsonGenerator json) {
            json.writeStringProperty(FIELD, test.field());
            json.writeStringProperty(OPERATOR, test.operator().name());
            if (test.operator().mostValues() == 1 && test.values().size() == 1) {
                json.writeStringProperty(VALUE, test.values().getFirst());
            } else if (!test.values().isEmpty()) {
                json.writeName(VALUES);
                json.writeStartArray();
                test.values().forEach(json::writeString);
                json.writeEndArray();
            }
        }
    }

    /** Reads conditions for Jackson, wherever they stand. */
    static final class Reader extends StdDeserializer<SearchCondition> {

        Reader() {
            super(SearchCondition.class);
        }

        @Override
        public SearchCondition deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode json = context.readTree(parser);
            return read(json);
        }
    }
}
