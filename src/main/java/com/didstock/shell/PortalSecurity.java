package com.didstock.shell;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.session.SimpleRedirectSessionInformationExpiredStrategy;

/** Security of the screens: login form, sessions, headers. */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {

    private static final int SESSIONS_OF_A_USER = 10;

    private static final String[] STATIC_FILES = {
        "/icons/**", "/fonts/**", "/js/**", "/vendor/**", "/*.css", "/favicon.ico", "/robots.txt"
    };

    /**
     * Vaadin answers pages through a forward, after which the server no longer lets a filter add headers: they must be
     * there before.
     */
    private static final ObjectPostProcessor<HeaderWriterFilter> HEADERS_AT_ONCE = new ObjectPostProcessor<>() {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    /** Everybody's files: no session, and the browser may keep them. */
    @Bean
    @Order(0)
    SecurityFilterChain staticFilesChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(STATIC_FILES)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.FOR_FILES)))
                .build();
    }

    /** What the server has to say of a failed request: asked for by nobody but the server itself. */
    @Bean
    @Order(0)
    SecurityFilterChain failuresChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(request -> request.getDispatcherType() == DispatcherType.ERROR)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain portalChain(HttpSecurity http, LoginProvider logins) throws Exception {
        return http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class, "/login?out")
                                // What no screen answers is for the page that says so, not for an empty 403.
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                // The only one: with a parent manager behind it, each failure would be tried, and counted, twice.
                .authenticationManager(new ProviderManager(logins))
                .formLogin(form ->
                        form.authenticationDetailsSource(LoginProvider.origin()).failureHandler(failed()))
                .logout(logout -> logout.deleteCookies("JSESSIONID"))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(toLogin()))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId())
                        .maximumSessions(SESSIONS_OF_A_USER)
                        .expiredSessionStrategy(new SimpleRedirectSessionInformationExpiredStrategy(
                                "/login?ended", new UidlRedirectStrategy())))
                .headers(headers -> headers.withObjectPostProcessor(HEADERS_AT_ONCE)
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.FOR_FILES)))
                .build();
    }

    /** Tells the session registry when sessions end. */
    @Bean
    HttpSessionEventPublisher httpSessionEventPublisher() {
        return new HttpSessionEventPublisher();
    }

    /** Says on the login page what went wrong; nothing that the user typed comes back in the address. */
    private static AuthenticationFailureHandler failed() {
        return (request, response, failure) -> {
            var reason = failure instanceof LoginProvider.Throttled throttled
                    ? "wait=" + throttled.waitingTime().toSeconds()
                    : "error";
            response.sendRedirect(request.getContextPath() + "/login?" + reason);
        };
    }

    /** Whoever comes with a session that has ended is told so; the page wanted is kept either way. */
    private static AuthenticationEntryPoint toLogin() {
        return (request, response, _) -> response.sendRedirect(
                request.getContextPath() + (broughtADeadSession(request) ? "/login?expired" : "/login"));
    }

    private static boolean broughtADeadSession(HttpServletRequest request) {
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    }
}
