package com.didstock.shell;

import com.didstock.branding.Operators;
import com.didstock.tenancy.LoginRefusedException;
import com.didstock.tenancy.LoginThrottledException;
import com.didstock.tenancy.Logins;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Connects the login form with {@link Logins}: under which host name and from which address the login came. */
@Component
class LoginProvider implements AuthenticationProvider {

    private final Logins logins;
    private final Operators operators;

    LoginProvider(Logins logins, Operators operators) {
        this.logins = logins;
        this.operators = operators;
    }

    static AuthenticationDetailsSource<HttpServletRequest, Origin> origin() {
        return request -> new Origin(request.getServerName(), request.getRemoteAddr());
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        if (!(attempt.getDetails() instanceof Origin origin)) {
            throw new BadCredentialsException("a login without its origin");
        }
        var operator = operators.forHost(origin.host()).orElseThrow(() -> new BadCredentialsException("unknown host"));
        try {
            var user = logins.logIn(
                    operator.id(),
                    attempt.getName(),
                    String.valueOf(attempt.getCredentials()),
                    String.valueOf(origin.address()));
            // No authorities: what a user may do is read in every transaction, never kept in the session.
            var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                    user, null, AuthorityUtils.createAuthorityList("ROLE_USER"));
            signedIn.setDetails(origin);
            return signedIn;
        } catch (LoginRefusedException refused) {
            throw new BadCredentialsException("wrong name or password", refused);
        } catch (LoginThrottledException throttled) {
            throw new Throttled(throttled);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Where a login came from. */
    record Origin(String host, @Nullable String address) implements Serializable {}

    /** The login was not even checked. */
    static final class Throttled extends AuthenticationException {

        private final Duration wait;

        Throttled(LoginThrottledException cause) {
            super("too many failed logins", cause);
            wait = cause.waitingTime();
        }

        Duration waitingTime() {
            return wait;
        }
    }
}
