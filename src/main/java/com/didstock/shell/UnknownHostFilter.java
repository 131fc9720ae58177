package com.didstock.shell;

import com.didstock.branding.Operators;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 404 under a host name that belongs to no operator, before anything else happens: no session, no login page.
 * Health checks come by address and are let through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class UnknownHostFilter extends OncePerRequestFilter {

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title>
            <p>There is no portal under this address.</p></html>
            """;

    private final Operators operators;

    UnknownHostFilter(Operators operators) {
        this.operators = operators;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (operators.forHost(request.getServerName()).isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
    }
}
