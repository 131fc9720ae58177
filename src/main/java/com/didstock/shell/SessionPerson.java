package com.didstock.shell;

import com.didstock.oversight.PersonSwitch;
import com.didstock.tenancy.SignedInUser;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import java.util.Objects;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Keeps the login with its origin, and changes whom it speaks for. */
@Component
class SessionPerson implements PersonSwitch {

    @Override
    public void become(SignedInUser person) {
        var before = Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        var after = UsernamePasswordAuthenticationToken.authenticated(person, null, before.getAuthorities());
        after.setDetails(before.getDetails());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(after);
        SecurityContextHolder.setContext(context);
        VaadinSession.getCurrent()
                .getSession()
                .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
        UI.getCurrent().getPage().setLocation(person.viewing() ? "inventory" : "tenants");
    }
}
