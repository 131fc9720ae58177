package com.didstock.searches;

import com.didstock.tenancy.RefusedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is kept of an address: a search, not the page one happened to be on. */
final class SearchQuery {

    static final int LONGEST = 4_000;

    private static final Set<String> OF_THE_PAGE = Set.of("at", "value", "back");
    private static final Pattern PART = Pattern.compile("([a-z][a-z0-9-]{0,29})=([A-Za-z0-9._~!$'()*+,;:@/?%=-]*)");

    private SearchQuery() {}

    /**
     * {@return the query as it is kept}
     *
     * @throws RefusedException if it is too long or no query
     */
    static String checked(String said) {
        var query = said.strip();
        query = query.startsWith("?") ? query.substring(1) : query;
        if (query.length() > LONGEST) {
            throw new RefusedException(SearchRefusal.QUERY_TOO_LONG, LONGEST);
        }
        return Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty())
                .filter(part -> !OF_THE_PAGE.contains(readable(part)))
                .collect(Collectors.joining("&"));
    }

    /** {@return the parameter's name} */
    private static String readable(String part) {
        var matcher = PART.matcher(part);
        if (!matcher.matches() || !decodes(matcher.group(2))) {
            throw new RefusedException(SearchRefusal.QUERY_UNREADABLE);
        }
        return matcher.group(1);
    }

    private static boolean decodes(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8).indexOf('\0') < 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
