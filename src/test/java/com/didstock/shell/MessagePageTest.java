package com.didstock.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.oversight.SupportAccess;
import com.didstock.tenancy.SignedInUser;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Pages that tell what went wrong. */
class MessagePageTest extends ScreenTest {

    @Autowired
    SupportAccess support;

    @Test
    void whoViewsAsATenantIsRemindedOfThatOnPagesOfErrorsToo() {
        support.give(tree.a.admin(), 1);
        support.begin(tree.o.admin(), tree.a.id());
        signIn(tree.o.admin());
        var operator = tree.o.admin();
        var viewing =
                new SignedInUser(operator.operatorId(), tree.a.id(), operator.userId(), "ada", "Ada", false, true);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        viewing, null, AuthorityUtils.createAuthorityList("ROLE_USER")));

        for (var wrong : new String[] {"nowhere", "tenants", "settings/api-tokens"}) {
            UI.getCurrent().navigate(wrong);

            assertThat(getCurrentView()).as(wrong).isInstanceOf(MessagePage.class);
            assertThat(find(ViewingBanner.class).all()).as(wrong).hasSize(1);
            assertThat(text()).as(wrong).contains("views as A");
        }
    }

    @Test
    void whoActsForTheOwnTenantIsNot() {
        UI.getCurrent().navigate("nowhere");

        assertThat(getCurrentView()).isInstanceOf(MessagePage.class);
        assertThat(find(ViewingBanner.class).all()).isEmpty();
    }
}
