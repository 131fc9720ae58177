package com.didstock.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change that a client asks for: the fields that are to be other than they are (RFC 7396), and the version they are
 * based on, said in {@code If-Match} or as {@code version}.
 */
final class Change {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");

    private final ObjectNode fields;
    private final int version;

    private Change(ObjectNode fields, int version) {
        this.fields = fields;
        this.version = version;
    }

    /**
     * @throws ApiProblemException if no version is said
     */
    static Change read(HttpServletRequest request, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw new ApiProblemException(ProblemCode.MALFORMED);
        }
        var fields = object.deepCopy();
        var said = fields.remove("version");
        var matched = ifMatch(request);
        if (matched != null) {
            return new Change(fields, matched);
        }
        if (said == null) {
            throw new ApiProblemException(ProblemCode.VERSION_MISSING);
        }
        if (!said.isInt()) {
            throw new InvalidRequestException("version", FieldFault.WRONG_TYPE);
        }
        return new Change(fields, said.asInt());
    }

    /**
     * {@return the version that a request is based on, said in {@code If-Match} or in its body}
     *
     * @throws ApiProblemException if none is said
     */
    static int version(HttpServletRequest request, @Nullable Integer said) {
        var matched = ifMatch(request);
        if (matched != null) {
            return matched;
        }
        if (said == null) {
            throw new ApiProblemException(ProblemCode.VERSION_MISSING);
        }
        return said;
    }

    private static @Nullable Integer ifMatch(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            return null;
        }
        var match = VERSION.matcher(header.strip());
        if (!match.matches()) {
            throw new InvalidRequestException(HttpHeaders.IF_MATCH, FieldFault.WRONG_TYPE);
        }
        return Integer.valueOf(match.group(1));
    }

    int version() {
        return version;
    }

    boolean names(String field) {
        return fields.has(field);
    }

    /** {@return what is there, with the fields of the change in it} */
    <T> T applyTo(T present, Class<T> type) {
        ObjectNode tree = ApiJson.MAPPER.valueToTree(present);
        fields.properties().forEach(field -> tree.set(field.getKey(), field.getValue()));
        return ApiJson.MAPPER.treeToValue(tree, type);
    }

    /** {@return the ETag of a version} */
    static String tag(int version) {
        return "\"" + version + "\"";
    }
}
