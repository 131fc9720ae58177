package com.didstock.api;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands before all writes of the API, behind the check of the token: limits bodies, and does a request that carries an
 * {@code Idempotency-Key} once, however often it is sent.
 */
@Component
class WriteFilter extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(WriteFilter.class);
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> KEPT_HEADERS = Set.of("Content-Type", HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final int LONGEST_KEY = 200;

    /** So long a second request waits for the first one's answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final CurrentActor actors;
    private final StoredAnswers answers;
    private final Problems problems;

    WriteFilter(CurrentActor actors, StoredAnswers answers, Problems problems) {
        this.actors = actors;
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/")
                || !WRITING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var buffered = isMultipart(request) ? request : new BufferedRequest(request);
            var key = key(request);
            if (key == null) {
                chain.doFilter(buffered, response);
            } else {
                once(actors.actor(), key, buffered, response, chain);
            }
        } catch (RuntimeException failure) {
            problems.write(request, response, failure);
        }
    }

    private void once(
            Actor actor, String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (await(actor, key, hash(request))) {
            case StoredAnswers.Known.Mine _ -> perform(actor, key, request, response, chain);
            case StoredAnswers.Known.Working _ -> throw new ApiProblemException(ProblemCode.IN_PROGRESS);
            case StoredAnswers.Known.Other _ -> throw new ApiProblemException(ProblemCode.KEY_REUSED);
            case StoredAnswers.Known.Answered(var answer) -> replay(answer, response);
        }
    }

    private StoredAnswers.Known await(Actor actor, String key, byte[] hash) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var known = answers.claim(actor, key, hash);
            if (!(known instanceof StoredAnswers.Known.Working) || System.nanoTime() - until > 0) {
                return known;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return known;
            }
        }
    }

    private void perform(
            Actor actor, String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caching = new ContentCachingResponseWrapper(response);
        var done = false;
        try {
            chain.doFilter(request, caching);
            if (HttpStatus.valueOf(caching.getStatus()).is2xxSuccessful()) {
                done = true;
                keep(actor, key, caching);
            }
        } finally {
            if (!done) {
                forget(actor, key);
            }
        }
        caching.copyBodyToResponse();
    }

    /** What was done is done: that its answer can't be kept must not turn it into a failure. */
    private void keep(Actor actor, String key, ContentCachingResponseWrapper response) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = name.equals("Content-Type") ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        try {
            answers.keep(
                    actor,
                    key,
                    new StoredAnswers.Answer(
                            response.getStatus(),
                            headers,
                            new String(response.getContentAsByteArray(), StandardCharsets.UTF_8)));
        } catch (RuntimeException failure) {
            LOG.warn("the answer could not be kept", failure);
        }
    }

    private void forget(Actor actor, String key) {
        try {
            answers.forget(actor, key);
        } catch (RuntimeException failure) {
            LOG.debug("the key will be free again later", failure);
        }
    }

    private static void replay(StoredAnswers.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String key(HttpServletRequest request) {
        var key = request.getHeader(KEY);
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(sign -> sign >= ' ' && sign < 127)) {
            throw new InvalidRequestException(KEY, FieldFault.OUT_OF_RANGE, 1, LONGEST_KEY);
        }
        return key;
    }

    // ------------------------------------------------------------------------------------------- the same request

    /** The request is the same if method, address and body are. A form is its parts: where they end is told anew each time. */
    private static byte[] hash(HttpServletRequest request) throws IOException, ServletException {
        var digest = sha256();
        add(digest, request.getMethod());
        add(digest, request.getRequestURI());
        add(digest, String.valueOf(request.getQueryString()));
        if (request instanceof BufferedRequest buffered) {
            digest.update(buffered.body());
        } else {
            try {
                for (var part : request.getParts()) {
                    add(digest, part.getName());
                    add(digest, String.valueOf(part.getSubmittedFileName()));
                    add(digest, Long.toString(part.getSize()));
                    add(digest, part.getInputStream());
                }
            } catch (IllegalStateException | IOException | ServletException broken) {
                throw new ApiProblemException(
                        broken instanceof IllegalStateException ? ProblemCode.TOO_LARGE : ProblemCode.MALFORMED);
            }
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static void add(MessageDigest digest, InputStream content) throws IOException {
        try (content;
                var into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(into);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/");
    }
}
