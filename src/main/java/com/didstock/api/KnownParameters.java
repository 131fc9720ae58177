package com.didstock.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters that an address does not know, and those given twice: a misspelt filter must not show everything.
 */
class KnownParameters implements HandlerInterceptor {

    /** Parameter names by handler; true for one that may be given more than once. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getPackageName().equals(KnownParameters.class.getPackageName())) {
            return true;
        }
        var names = known.computeIfAbsent(method.getMethod(), _ -> names(method));
        var problems = new ArrayList<FieldProblem>();
        request.getParameterMap().forEach((name, values) -> {
            var severally = names.get(name);
            if (severally == null) {
                problems.add(FieldProblem.of(name, FieldFault.UNKNOWN_PARAMETER));
            } else if (values.length > 1 && !severally) {
                problems.add(FieldProblem.of(name, FieldFault.REPEATED));
            } else if (!Arrays.stream(values).allMatch(ApiJson::isReadable)) {
                problems.add(FieldProblem.of(name, FieldFault.UNREADABLE_TEXT));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return true;
    }

    private static Map<String, Boolean> names(HandlerMethod method) {
        var names = new java.util.HashMap<String, Boolean>();
        for (var parameter : method.getMethodParameters()) {
            var type = parameter.getParameterType();
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                names.put(name(parameter), Collection.class.isAssignableFrom(type));
            } else if (type.isRecord() && parameter.getParameterAnnotations().length > 0 && isQuery(parameter)) {
                for (RecordComponent component : type.getRecordComponents()) {
                    names.put(component.getName(), Collection.class.isAssignableFrom(component.getType()));
                }
            }
        }
        return Map.copyOf(names);
    }

    private static boolean isQuery(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(org.springdoc.core.annotations.ParameterObject.class);
    }

    private static String name(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        var said = annotation == null ? "" : annotation.name();
        return said.isEmpty() ? String.valueOf(parameter.getParameter().getName()) : said;
    }
}
