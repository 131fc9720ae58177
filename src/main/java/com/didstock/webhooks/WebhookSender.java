package com.didstock.webhooks;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts to servers that tenants name. A host is looked up once, its addresses are checked, and the connection goes to one of
 * those: what the name points to a moment later does not matter. Redirects are not followed, an answer is read to 64 kB, and
 * all of it takes five seconds at most.
 */
@Component
class WebhookSender {

    private static final Timeout LIMIT = Timeout.ofSeconds(5);
    private static final int MOST_READ = 64 * 1024;
    private static final int MOST_KEPT = 300;

    /** Looks up a host. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final boolean loopback;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("webhook deadlines").factory());

    /** @param loopback {@code didstock.webhooks.allow-loopback}: this machine's own servers, without encryption; for tests */
    @Autowired
    WebhookSender(@Value("${didstock.webhooks.allow-loopback:false}") boolean loopback) {
        this(loopback, InetAddress::getAllByName);
    }

    WebhookSender(boolean loopback, Lookup lookup) {
        this.loopback = loopback;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedResolver(lookup, loopback))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(LIMIT)
                        .setSocketTimeout(LIMIT)
                        // A kept connection would go to an address that was checked long ago.
                        .setTimeToLive(TimeValue.ofSeconds(1))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(LIMIT).build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // Little that comes over the wire must not become much.
                .disableContentCompression()
                .setUserAgent("didstock")
                .build();
    }

    /**
     * What a server answered.
     *
     * @param code null: there was no answer
     * @param text the beginning of what it said, or why it did not
     */
    record Answer(@Nullable Integer code, String text) {

        boolean taken() {
            return code != null && code >= 200 && code < 300;
        }
    }

    /** {@return whether events may go there, as far as the address itself tells} */
    boolean mayBe(URI url) {
        var plain = loopback && "http".equals(url.getScheme());
        return ("https".equals(url.getScheme()) || plain)
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
    }

    /** {@return whether the host has an address that nothing may be sent to; a host that is not known has none} */
    boolean isPrivate(URI url) {
        try {
            PublicAddresses.checked(InetAddress.getAllByName(url.getHost()), url.getHost(), loopback);
            return false;
        } catch (PublicAddresses.PrivateAddressException _) {
            return true;
        } catch (UnknownHostException _) {
            return false;
        }
    }

    Answer post(URI url, Map<String, String> headers, byte[] body) {
        if (!mayBe(url)) {
            return new Answer(null, "no possible address");
        }
        var post = new HttpPost(url);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        // A server that sends a byte every now and then is cut as well.
        var late = new AtomicBoolean();
        var deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    post.cancel();
                },
                LIMIT.toMilliseconds(),
                TimeUnit.MILLISECONDS);
        try {
            return exchange(url, post);
        } catch (IOException | RuntimeException failed) {
            return new Answer(null, late.get() ? "no answer within five seconds" : oneLine(reason(failed)));
        } finally {
            deadline.cancel(false);
        }
    }

    /** Opened, not executed, and cancelled before it is closed: otherwise the rest of the answer would be read. */
    private Answer exchange(URI url, HttpPost post) throws IOException {
        var response = client.executeOpen(HttpHost.create(url), post, null);
        try {
            return read(response);
        } finally {
            post.cancel();
            Closer.closeQuietly(response);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), "");
        }
        var bytes = entity.getContent().readNBytes(MOST_READ);
        return new Answer(response.getCode(), oneLine(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static String reason(Exception failed) {
        var message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message;
    }

    private static String oneLine(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= MOST_KEPT ? line : line.substring(0, MOST_KEPT);
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    private record CheckedResolver(Lookup lookup, boolean loopback) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return PublicAddresses.checked(lookup.addresses(host), host, loopback);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
