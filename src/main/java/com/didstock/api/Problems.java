package com.didstock.api;

import com.didstock.assignment.OperationRefusedException;
import com.didstock.downloads.DownloadRefusal;
import com.didstock.i18n.Translations;
import com.didstock.offer.PriceRoseException;
import com.didstock.tables.TableRefusal;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TooHeavyException;
import com.didstock.uploads.FileNotKeptException;
import com.didstock.uploads.UploadRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns whatever goes wrong under {@code /api/} into a problem (RFC 9457) with a sentence in the client's language. What
 * is not foreseen is logged under an id, and the id is all that the client learns.
 */
@Component
class Problems implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SOON = "5";

    private final Translations translations;

    Problems(Translations translations) {
        this.translations = translations;
    }

    /** Before Spring's own, which would answer in another form. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            return null;
        }
        if (response.isCommitted()) {
            // Too late to say anything. Left to the server, which cuts the connection.
            return null;
        }
        try {
            write(request, response, failure);
        } catch (IOException gone) {
            LOG.debug("the client is gone", gone);
        }
        return new ModelAndView();
    }

    /** Answers a request with what went wrong. */
    void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        var problem = problem(failure);
        if (response.isCommitted()) {
            LOG.warn("the answer broke off: {}", problem.code(), failure);
            return;
        }
        response.resetBuffer();
        headers(response, problem, failure);
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var body = body(problem, locale(request), failure).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static void headers(HttpServletResponse response, Problem problem, Throwable failure) {
        switch (problem.kind()) {
            case DATABASE_AWAY, BUSY, IN_PROGRESS -> response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SOON);
            case ACCESS_WITHDRAWN -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            default -> {}
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            var supported = method.getSupportedHttpMethods();
            response.setHeader(
                    HttpHeaders.ALLOW,
                    String.join(
                            ", ",
                            (supported == null ? Set.<HttpMethod>of() : supported)
                                    .stream().map(HttpMethod::name).sorted().toList()));
        }
    }

    private String body(Problem problem, Locale locale, Throwable failure) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", ProblemCode.uri(problem.code()));
        body.put("title", text(locale, problem.kind().titleKey(), List.of()));
        body.put("status", problem.status().value());
        body.put("code", problem.code());
        if (problem.kind() == ProblemCode.UNEXPECTED) {
            var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            LOG.error("unexpected failure {}", id, failure);
            body.put("detail", text(locale, problem.textKey(), List.of(id)));
        } else {
            body.put("detail", text(locale, problem.textKey(), problem.arguments()));
        }
        if (!problem.errors().isEmpty()) {
            var errors = new ArrayList<Object>();
            for (var error : problem.errors()) {
                var entry = new LinkedHashMap<String, Object>();
                entry.put("field", error.field());
                entry.put("code", error.code());
                entry.put("detail", text(locale, error.textKey(), error.arguments()));
                errors.add(entry);
            }
            body.put("errors", errors);
        }
        return ApiJson.write(body);
    }

    private String text(Locale locale, String key, List<Object> arguments) {
        return translations.getTranslation(key, locale, arguments.toArray());
    }

    /** English unless the client asks for something else: the machine's own language says nothing about the reader. */
    static Locale locale(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? Locale.ENGLISH : request.getLocale();
    }

    // ------------------------------------------------------------------------------------------- what it is

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case ApiProblemException known ->
                Problem.of(known.code(), known.arguments().toArray());
            case InvalidRequestException invalid -> Problem.invalid(invalid.problems());
            case NamedThingException named ->
                Problem.of(ProblemCode.NOT_THERE).about(FieldProblem.of(named.field(), FieldFault.NOT_THERE));
            case FileNotKeptException _ ->
                Problem.of(ProblemCode.NOT_THERE)
                        .about(new FieldProblem("id", "FILE_NOT_KEPT", "uploads.file-gone", List.of()));
            case NotThereException _ -> Problem.of(ProblemCode.NOT_THERE);
            case RightMissingException missing ->
                Problem.of(ProblemCode.RIGHT_MISSING, missing.right().name());
            case ActorRefusedException _ -> Problem.of(ProblemCode.ACCESS_WITHDRAWN);
            case StockChangedException _ -> Problem.of(ProblemCode.STOCK_CHANGED);
            case ChangedMeanwhileException _ -> Problem.of(ProblemCode.CHANGED_MEANWHILE);
            case com.didstock.offer.PreviewExpiredException _ -> Problem.of(ProblemCode.PREVIEW_EXPIRED);
            case PriceRoseException _ -> Problem.of(ProblemCode.PRICE_CHANGED);
            case TooHeavyException _ -> Problem.of(ProblemCode.TOO_HEAVY);
            case DatabaseAwayException _ -> Problem.of(ProblemCode.DATABASE_AWAY);
            case LimitExceededException limit ->
                Problem.of(
                        switch (limit.limit()) {
                            case NUMBERS -> ProblemCode.LIMIT_NUMBERS;
                            case MONTHLY_COST -> ProblemCode.LIMIT_MONTHLY_COST;
                            case DAILY_COST -> ProblemCode.LIMIT_DAILY_COST;
                            case RESERVATIONS -> ProblemCode.LIMIT_RESERVATIONS;
                        });
            case OperationRefusedException refused -> problem(refused);
            case RefusedException refused -> problem(refused);
            default -> ofTheRequest(failure);
        };
    }

    private static Problem problem(OperationRefusedException refused) {
        var kind = switch (refused.reason()) {
            case PREVIEW_EXPIRED -> ProblemCode.PREVIEW_EXPIRED;
            case TARGET_CHANGED -> ProblemCode.TARGET_CHANGED;
            case PRICE_CHANGED -> ProblemCode.PRICE_CHANGED;
            case KEY_REUSED -> ProblemCode.KEY_REUSED;
            case TOO_MANY,
                    TARGET_MISSING,
                    NOBODY_NAMED,
                    DATE_MISSING,
                    CLASS_MISSING,
                    CHARGING_MISSING,
                    COST_OUT_OF_RANGE,
                    REASON_MISSING,
                    RESERVED_TOO_LONG,
                    NO_NOTICE,
                    EFFECTIVE_DAY,
                    PLAN_OVER,
                    BELOW_COST,
                    BELOW_COST_UNSEEN,
                    TEXT_TOO_LONG,
                    NOT_UNDOABLE,
                    UNDO_TOO_LATE,
                    SEARCH_NOT_UNDERSTOOD -> ProblemCode.REFUSED;
        };
        var key = "assignment.refused." + refused.reason();
        var problem = new Problem(refused.reason().name(), kind, key, refused.arguments(), List.of());
        var field = switch (refused.reason()) {
            case TARGET_MISSING, NOBODY_NAMED -> "target";
            case CLASS_MISSING -> "numberClass";
            case CHARGING_MISSING -> "freeOfCharge";
            case COST_OUT_OF_RANGE -> "recurringCost";
            case DATE_MISSING, RESERVED_TOO_LONG -> "until";
            case NO_NOTICE -> "from";
            case EFFECTIVE_DAY -> "effectiveOn";
            case BELOW_COST -> "allowBelowCost";
            case REASON_MISSING -> "reason";
            case TEXT_TOO_LONG -> "description";
            case TOO_MANY -> "applyTo";
            case SEARCH_NOT_UNDERSTOOD -> "filter.number";
            case PREVIEW_EXPIRED,
                    TARGET_CHANGED,
                    PRICE_CHANGED,
                    KEY_REUSED,
                    PLAN_OVER,
                    BELOW_COST_UNSEEN,
                    NOT_UNDOABLE,
                    UNDO_TOO_LATE -> null;
        };
        return field == null
                ? problem
                : problem.about(new FieldProblem(field, refused.reason().name(), key, refused.arguments()));
    }

    private static Problem problem(RefusedException refused) {
        var reason = refused.reason();
        var problem = new Problem(reason.name(), kind(reason), reason.textKey(), refused.arguments(), List.of());
        var field = reason.field();
        return field == null
                ? problem
                : problem.about(new FieldProblem(field, reason.name(), reason.textKey(), refused.arguments()));
    }

    private static ProblemCode kind(RefusalReason reason) {
        return switch (reason) {
            case UploadRefusedException.Reason.TOO_BIG, TableRefusal.XLS_TOO_BIG -> ProblemCode.TOO_LARGE;
            case TableRefusal.NOT_A_TABLE,
                    TableRefusal.NOT_TEXT,
                    TableRefusal.WEB_PAGE,
                    TableRefusal.OPEN_DOCUMENT,
                    TableRefusal.BINARY_WORKBOOK,
                    TableRefusal.OLD_WORKBOOK,
                    TableRefusal.ENCRYPTED,
                    TableRefusal.MACROS -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case UploadRefusedException.Reason.BUSY, DownloadRefusal.BUSY -> ProblemCode.BUSY;
            case DownloadRefusal.TOO_MANY_TO_SORT -> ProblemCode.TOO_MANY_TO_SORT;
            case UploadRefusedException.Reason.KEY_USED -> ProblemCode.KEY_REUSED;
            default -> ProblemCode.REFUSED;
        };
    }

    /** What Spring finds wrong with a request before anybody of ours sees it. */
    private static Problem ofTheRequest(Throwable failure) {
        return switch (failure) {
            case HttpMessageNotReadableException unreadable -> ofTheBody(unreadable.getCause());
            case JacksonException unreadable -> ofTheBody(unreadable);
            case BindException binding ->
                Problem.invalid(binding.getFieldErrors().stream()
                        .map(error -> FieldProblem.of(error.getField(), FieldFault.WRONG_TYPE))
                        .toList());
            case MethodArgumentTypeMismatchException mismatch ->
                mismatch.getParameter()
                                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)
                        ? Problem.of(ProblemCode.NOT_THERE)
                        : Problem.invalid(List.of(FieldProblem.of(mismatch.getName(), FieldFault.WRONG_TYPE)));
            case MissingServletRequestParameterException missing ->
                Problem.invalid(List.of(FieldProblem.of(missing.getParameterName(), FieldFault.MISSING)));
            case MissingServletRequestPartException missing ->
                Problem.invalid(List.of(FieldProblem.of(missing.getRequestPartName(), FieldFault.MISSING)));
            case HttpRequestMethodNotSupportedException _ -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
            case HttpMediaTypeNotSupportedException _ -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            case HttpMediaTypeNotAcceptableException _ -> Problem.of(ProblemCode.NOT_ACCEPTABLE);
            case MaxUploadSizeExceededException _ -> Problem.of(ProblemCode.TOO_LARGE);
            case MultipartException _ -> Problem.of(ProblemCode.MALFORMED);
            case NoResourceFoundException _ -> Problem.of(ProblemCode.NO_SUCH_ADDRESS);
            case NoHandlerFoundException _ -> Problem.of(ProblemCode.NO_SUCH_ADDRESS);
            default -> Problem.of(ProblemCode.UNEXPECTED);
        };
    }

    private static Problem ofTheBody(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                Problem.invalid(List.of(FieldProblem.of(path(unknown), FieldFault.UNKNOWN_FIELD)));
            case ApiJson.UnreadableTextException text ->
                Problem.invalid(List.of(FieldProblem.of(path(text), FieldFault.UNREADABLE_TEXT)));
            case StreamReadException _ -> Problem.of(ProblemCode.MALFORMED);
            case JacksonException mapping
            when !mapping.getPath().isEmpty() ->
                Problem.invalid(List.of(FieldProblem.of(path(mapping), FieldFault.WRONG_TYPE)));
            case null, default -> Problem.of(ProblemCode.MALFORMED);
        };
    }

    /** {@code applyTo.numbers[3]} */
    private static String path(JacksonException failure) {
        var path = new StringBuilder();
        for (var step : failure.getPath()) {
            var name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
