package com.didstock.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The API's own reading and writing of JSON. Stricter than the portal's: a field it does not know, a field twice, or
 * anything after the end is an error, so that a misspelt choice is never silently left out.
 */
final class ApiJson {

    private static final int DEEPEST = 20;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(new SimpleModule("texts").addDeserializer(String.class, new TextDeserializer()))
            .build();

    private ApiJson() {}

    /** {@return whether the database and everybody else can read this text} */
    static boolean isReadable(String text) {
        for (var place = 0; place < text.length(); place++) {
            var sign = text.charAt(place);
            var pair = Character.isHighSurrogate(sign)
                    && place + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(place + 1));
            if (sign == 0 || (Character.isSurrogate(sign) && !pair)) {
                return false;
            }
            place += pair ? 1 : 0;
        }
        return true;
    }

    /** Says which text cannot be read. */
    static final class UnreadableTextException extends tools.jackson.databind.DatabindException {

        UnreadableTextException(JsonParser parser) {
            super(parser, "unreadable text");
        }
    }

    private static final class TextDeserializer extends StdDeserializer<String> {

        TextDeserializer() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isScalarValue()) {
                return (String) context.handleUnexpectedToken(context.constructType(String.class), parser);
            }
            var text = parser.getString();
            if (!isReadable(text)) {
                throw new UnreadableTextException(parser);
            }
            return text;
        }
    }

    /** Reads and writes what is the API's own; everything else is left to others. */
    static final class Converter extends JacksonJsonHttpMessageConverter {

        private static final String OURS = ApiJson.class.getPackageName() + ".";

        Converter() {
            super(MAPPER);
        }

        @Override
        public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
            return isOurs(type.toClass()) && super.canRead(type, mediaType);
        }

        @Override
        public boolean canWrite(ResolvableType type, Class<?> valueClass, @Nullable MediaType mediaType) {
            return isOurs(valueClass) && super.canWrite(type, valueClass, mediaType);
        }

        private static boolean isOurs(Class<?> type) {
            return type.getName().startsWith(OURS) || JsonNode.class.isAssignableFrom(type);
        }

        @Override
        protected void writePrefix(tools.jackson.core.JsonGenerator generator, Object object) {
            // No prefix: a problem or a page is what it is.
        }
    }

    /** {@return the JSON of a value} */
    static String write(Map<String, ?> value) {
        return MAPPER.writeValueAsString(value);
    }
}
