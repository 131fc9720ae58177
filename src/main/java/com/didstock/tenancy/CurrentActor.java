package com.didstock.tenancy;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is signed in, read from the security context at the moment of the call. */
@Component
public class CurrentActor {

    /**
     * @throws ActorRefusedException if nobody is signed in
     */
    public SignedInUser user() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser user) {
            return user;
        }
        throw new ActorRefusedException();
    }

    /**
     * @throws ActorRefusedException if nobody is signed in
     */
    public Actor actor() {
        return user().actor();
    }
}
