package com.didstock.shell;

import com.didstock.oversight.PersonSwitch;
import com.didstock.oversight.SupportAccess;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.SignedIn;
import com.didstock.tenancy.SignedInUser;
import com.vaadin.flow.component.UI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Marks pages outside the frame of the portal as well, when somebody of the operator views as another tenant. */
@Component
class ViewingMark {

    private final OwnProfile profiles;
    private final SupportAccess support;
    private final PersonSwitch session;

    ViewingMark(OwnProfile profiles, SupportAccess support, PersonSwitch session) {
        this.profiles = profiles;
        this.support = support;
        this.session = session;
    }

    /** {@return the banner; empty if everybody is who they are, or who it is can't be read just now} */
    Optional<ViewingBanner> banner(UI ui) {
        return NavigationGuard.signedIn()
                .filter(SignedInUser::viewing)
                .flatMap(user -> person(ui, user).map(person -> new ViewingBanner(user, person, support, session)));
    }

    private Optional<SignedIn> person(UI ui, SignedInUser user) {
        return Screen.person(ui).filter(SignedIn::viewing).or(() -> {
            try {
                return Optional.of(profiles.read(user.actor()));
            } catch (RuntimeException _) {
                // The page tells of a failure already, and perhaps of this one.
                return Optional.empty();
            }
        });
    }
}
