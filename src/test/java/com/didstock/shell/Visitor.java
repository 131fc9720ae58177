package com.didstock.shell;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser's cookies, who follows no redirect unseen. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private static final Pattern SECURITY_KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern UI_ID = Pattern.compile("\"v-uiId\":(\\d+)");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String base;

    Visitor(String host, int port) {
        base = "http://" + host + ":" + port;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    HttpResponse<String> get(String path, String header, String value) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header(header, value)
                .GET());
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Opens the login page and sends the form. */
    HttpResponse<String> logIn(String login, String password) {
        return post("/login", Map.of("username", login, "password", password, "_csrf", token(get("/login"))));
    }

    HttpResponse<String> logOut() {
        return post("/logout", Map.of("_csrf", token(get("/settings/api-tokens"))));
    }

    /** Opens a screen as a browser does: starts a page, then navigates. {@return what the server sends to be shown} */
    String open(String route) {
        var page = get("/?v-r=init&location=" + URLEncoder.encode(route, StandardCharsets.UTF_8) + "&query=");
        var key = SECURITY_KEY.matcher(page.body());
        var ui = UI_ID.matcher(page.body());
        if (!key.find() || !ui.find()) {
            return page.body();
        }
        return send(HttpRequest.newBuilder(URI.create(base + "/?v-r=uidl&v-uiId=" + ui.group(1)))
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"csrfToken":"%s","syncId":0,"clientId":0,"rpc":[{"type":"event","node":1,
                                "event":"ui-navigate","data":{"route":"%s","query":"","appShellTitle":"",
                                "historyState":null,"trigger":""}}]}
                                """.formatted(key.group(1), route))))
                .body();
    }

    Optional<String> sessionId() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Brings this session along, as somebody who stole it would. */
    void bring(String session) {
        var cookie = new HttpCookie("JSESSIONID", session);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    /** {@return whether a page that needs a login is shown} */
    boolean isSignedIn() {
        return get("/settings/api-tokens").statusCode() == 200;
    }

    static String location(HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElse("")).getPath()
                + Optional.ofNullable(URI.create(
                                        answer.headers().firstValue("Location").orElse(""))
                                .getQuery())
                        .map(query -> "?" + query)
                        .orElse("");
    }

    private static String token(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        return found.find() ? found.group(1) : "";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failed);
        }
    }
}
