package com.didstock.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.SignedIn;
import com.didstock.tenancy.SignedInUser;
import com.didstock.tenancy.TenantKind;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

@SpringBootTest
class MainLayoutTest extends SpringBrowserlessTest {

    private final TestTree tree = TestTree.plant();

    @Autowired
    OwnProfile profiles;

    private final TestTree.Member reseller = tree.reseller(tree.o, "Acme Telecom", false);

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        var actor = reseller.viewer();
        var user =
                new SignedInUser(actor.operatorId(), actor.tenantId(), actor.userId(), "viewer", "Vera Viewer", false);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        user, null, AuthorityUtils.createAuthorityList("ROLE_USER")));
        super.initVaadinEnvironment();
    }

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theFrameNamesTheTenantThePersonAndTheRole() {
        navigate("settings/api-tokens", Component.class);

        assertThat(texts()).contains("Acme Telecom", "RESELLER_VIEWER", "Reseller, read-only");
        assertThat(find(H1.class).single().getText()).isEqualTo("API tokens");
    }

    @Test
    void everyTextOfTheFrameIsTranslated() {
        navigate("settings/api-tokens", Component.class);

        assertThat(texts()).noneMatch(text -> text.startsWith("!"));
        assertThat(menu()).isNotEmpty().noneMatch(title -> title.startsWith("!") || title.contains(".menu"));
    }

    @Test
    void theChosenLanguageIsKeptAndUsed() {
        profiles.chooseLanguage(reseller.viewer(), "de");
        profiles.chooseTheme(reseller.viewer(), SignedIn.Theme.DARK);
        cleanVaadinEnvironment();
        initVaadinEnvironment();

        navigate("settings/api-tokens", Component.class);

        assertThat(texts()).contains("Reseller, nur lesend");
        assertThat(profiles.read(reseller.viewer()).theme()).isEqualTo(SignedIn.Theme.DARK);
        assertThat(profiles.read(reseller.admin()).theme()).isEqualTo(SignedIn.Theme.SYSTEM);
    }

    @Test
    void aScreenForAdministratorsIsRefusedToTheRestAndNotThereForOtherKinds() throws SQLException {
        var person = profiles.read(reseller.viewer());

        assertThat(person.mayOpen(ForAdministrators.class)).isFalse();
        assertThat(person.mayOpen(ForOperators.class)).isFalse();
        assertThat(person.mayOpen(ForBuyers.class)).isFalse();
        assertThat(person.mayOpen(MainLayout.class)).isTrue();

        // Rights count as of now, not as of the login.
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement(
                        "update didstock.app_user set role = 'RESELLER_ADMIN' where user_id = ? and operator_id = ?")) {
            statement.setInt(1, reseller.viewer().userId());
            statement.setInt(2, reseller.operatorId());
            statement.execute();
        }
        assertThat(profiles.read(reseller.viewer()).mayOpen(ForAdministrators.class))
                .isTrue();
    }

    private List<String> texts() {
        return find(Span.class).all().stream().map(Span::getText).toList();
    }

    private List<String> menu() {
        return find(SideNavItem.class).all().stream().map(SideNavItem::getLabel).toList();
    }

    @OpenTo(right = Right.ADMINISTER)
    private static final class ForAdministrators {}

    @OpenTo(kinds = TenantKind.OPERATOR)
    private static final class ForOperators {}

    @OpenTo(ownVendors = true)
    private static final class ForBuyers {}
}
