package com.didstock.shell;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Sessions of people who are not signed in are short: thousands of visits to the login page must not fill the memory. */
@Component
class SessionLifetime implements HttpSessionListener {

    private static final Duration ANONYMOUS = Duration.ofMinutes(5);

    private final Duration signedIn;

    SessionLifetime(@Value("${server.servlet.session.timeout:30m}") Duration signedIn) {
        this.signedIn = signedIn;
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setMaxInactiveInterval(Math.toIntExact(ANONYMOUS.toSeconds()));
    }

    @EventListener(InteractiveAuthenticationSuccessEvent.class)
    void signedIn() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            attributes.getRequest().getSession().setMaxInactiveInterval(Math.toIntExact(signedIn.toSeconds()));
        }
    }
}
