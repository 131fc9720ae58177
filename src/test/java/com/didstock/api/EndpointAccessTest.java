package com.didstock.api;

import com.didstock.testing.AccessTable;
import com.didstock.testing.AccessTable.Person;
import com.didstock.testing.Placeholders;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each address of the API answers everybody as {@code access/endpoints.txt} says: 403 whose rights don't reach, 404 to whom
 * there is no such thing, 401 who has no token; yes is any other answer. The last columns are an administrator's token that
 * may only read, and nobody's.
 */
class EndpointAccessTest extends ApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Requests where it matters what is in them: the right is asked for after that. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /offer/reservations",
            """
            {"applyTo": {"numbers": ["999000111222333"]}}
            """,
            "POST /offer/reservations/take",
            """
            {"numbers": ["999000111222333"], "recurringCost": "1.00"}
            """,
            "POST /operations",
            """
            {"operation": "RECALL", "preview": true, "applyTo": {"numbers": ["999000111222333"]}}
            """,
            "POST /pricing-batches",
            """
            {"name": "Some batch", "appliedTo": "CUSTOMERS", "currency": "EUR"}
            """,
            "POST /tenants",
            """
            {"name": "Somebody", "kind": "CUSTOMER", "currency": "EUR"}
            """,
            "POST /tenants/2000000000/users",
            """
            {"login": "somebody-there", "name": "Ada", "role": "CUSTOMER", "password": "some long enough secret"}
            """,
            "POST /exchange-rates",
            """
            {"from": "USD", "to": "EUR", "rate": "0.9"}
            """,
            "PUT /notices/kinds",
            """
            {"kinds": ["RECALLED"]}
            """,
            "POST /internal-numbers",
            """
            {"numbers": ["7777"]}
            """,
            "PUT /group-rules",
            """
            {"rules": []}
            """);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private record Endpoint(String method, String path, HandlerMethod handler, RequestMappingInfo mapping) {

        String name() {
            return "%-6s %s".formatted(method, path);
        }
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredAsTheTableSays() {
        var table = AccessTable.of("endpoints.txt");
        var endpoints = endpoints();
        return Stream.concat(
                endpoints.values().stream()
                        .map(endpoint -> table.line(
                                endpoint.name(),
                                () -> clients(endpoint).stream()
                                        .map(client -> answer(client, endpoint))
                                        .toList())),
                Stream.of(table.nothingBut(endpoints.keySet())));
    }

    /** One tree for each part of the API: a token may ask only so often. */
    private final Map<Class<?>, List<Client>> clients = new HashMap<>();

    private List<Client> clients(Endpoint endpoint) {
        return clients.computeIfAbsent(endpoint.handler().getBeanType(), _ -> newClients());
    }

    private List<Client> newClients() {
        plant();
        var clients = new ArrayList<Client>();
        for (var person : Person.values()) {
            clients.add(new Client(
                    port, tokens.create(person.in(tree), "test", false, null).secret()));
        }
        clients.add(readingOnly(tree.o));
        clients.add(anonymous());
        return clients;
    }

    private Map<String, Endpoint> endpoints() {
        var endpoints = new TreeMap<String, Endpoint>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (!handler.getBeanType().getName().startsWith("com.didstock")) {
                return;
            }
            for (var method : mapping.getMethodsCondition().getMethods()) {
                for (var path : mapping.getPatternValues()) {
                    var endpoint = new Endpoint(method.name(), path, handler, mapping);
                    endpoints.put(endpoint.name(), endpoint);
                }
            }
        });
        return endpoints;
    }

    private static String answer(Client client, Endpoint endpoint) {
        var path = endpoint.path()
                .replace("internal-numbers/{number}", "internal-numbers/7777")
                .replace("{number}", Placeholders.ABSENT_NUMBER)
                .replace("{delivery}", "3f2b8f0e-7b1a-4c55-9a35-2f1f30a1a111")
                .replaceAll("\\{(id|customer|tenant)}", Integer.toString(Placeholders.ABSENT))
                .replace("/api/v1", "");
        if (endpoint.path().matches(".*/(uploads|upload-files|operations|takings)/\\{id}.*")) {
            path = path.replace(Integer.toString(Placeholders.ABSENT), "3f2b8f0e-7b1a-4c55-9a35-2f1f30a1a111");
        }
        var answer = form(endpoint)
                ? client.upload(
                        path,
                        "Number\n",
                        Map.of(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                : client.send(endpoint.method(), path, body(endpoint, path), headers(endpoint));
        return switch (answer.status()) {
            case 401, 403, 404 -> Integer.toString(answer.status());
            case 400, 415, 428, 429, 500 -> "?" + answer.status() + answer.text();
            default -> "yes";
        };
    }

    private static boolean form(Endpoint endpoint) {
        return endpoint.mapping()
                .getConsumesCondition()
                .getConsumableMediaTypes()
                .contains(MediaType.MULTIPART_FORM_DATA);
    }

    private static Map<String, String> headers(Endpoint endpoint) {
        var headers = new HashMap<String, String>();
        headers.put("If-Match", "\"1\"");
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        endpoint.mapping().getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .ifPresentOrElse(
                        type -> headers.put("Content-Type", type.toString()),
                        () -> headers.put("Content-Type", MediaType.APPLICATION_JSON_VALUE));
        return headers;
    }

    private static @Nullable String body(Endpoint endpoint, String path) {
        var said = BODIES.get(endpoint.method() + " " + path);
        if (said != null) {
            return said;
        }
        return Arrays.stream(endpoint.handler().getMethod().getParameters())
                .filter(it -> it.isAnnotationPresent(RequestBody.class))
                .findFirst()
                .map(it -> it.getType() == JsonNode.class ? "{}" : json(it))
                .orElse(null);
    }

    private static String json(Parameter body) {
        return JSON.writeValueAsString(Placeholders.full(body.getParameterizedType(), "body"));
    }
}
