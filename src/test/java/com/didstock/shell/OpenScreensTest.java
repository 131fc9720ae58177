package com.didstock.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.oversight.SupportAccess;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.OperatorRegister;
import com.didstock.tenancy.People;
import com.didstock.tenancy.TenantUsers;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestDatabase;
import com.vaadin.flow.component.UI;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody left open is closed when that one is no longer let in. */
class OpenScreensTest extends ScreenTest {

    @Autowired
    private OpenScreens screens;

    @Autowired
    private People people;

    @Autowired
    private SupportAccess support;

    @Autowired
    private TenantUsers users;

    @Autowired
    private OperatorRegister register;

    @Test
    void theScreenOfADisabledUserIsClosedAndOthersStayOpen() {
        var clerk = tree.clerk(tree.a);
        signIn(clerk);
        UI.getCurrent().navigate("inventory");
        var session = UI.getCurrent().getSession();
        screens.closeThoseOfRefusedPeople();
        assertThat(session.getSession().getAttributeNames()).isNotEmpty();

        users.setActive(tree.a.admin(), tree.a.id(), clerk.userId(), false);
        screens.closeThoseOfRefusedPeople();
        screens.closeThoseOfRefusedPeople();
        session.getService().runPendingAccessTasks(session);

        assertThatThrownBy(session.getSession()::getAttributeNames).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allUsersOfASuspendedTenantAreRefusedAndThoseBelowItAreNot() throws SQLException {
        var clerk = tree.clerk(tree.a);
        var everybody = Set.of(tree.o.admin(), tree.a.admin(), tree.a.viewer(), clerk, tree.ca.admin(), tree.b.admin());
        assertThat(people.refused(everybody)).isEmpty();
        suspend(tree.a.admin());

        assertThat(people.refused(everybody)).containsExactlyInAnyOrder(tree.a.admin(), tree.a.viewer(), clerk);
    }

    @Test
    void whereTheOperatorSaysSoThoseBelowASuspendedTenantAreRefusedToo() throws SQLException {
        var everybody = Set.of(tree.o.admin(), tree.a1.admin(), tree.ca.admin(), tree.ca1.admin(), tree.cb.admin());
        register.setRules(tree.o.operatorId(), false);
        assertThat(people.refused(everybody)).isEmpty();
        suspend(tree.a.admin());

        assertThat(people.refused(everybody))
                .containsExactlyInAnyOrder(tree.a1.admin(), tree.ca.admin(), tree.ca1.admin());
    }

    @Test
    void theScreenOfASuspendedTenantsUserIsClosed() throws SQLException {
        signIn(tree.a.viewer());
        UI.getCurrent().navigate("inventory");
        var session = UI.getCurrent().getSession();
        suspend(tree.a.admin());

        screens.closeThoseOfRefusedPeople();
        screens.closeThoseOfRefusedPeople();
        session.getService().runPendingAccessTasks(session);

        assertThatThrownBy(session.getSession()::getAttributeNames).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ofASuspendedOperatorNobodyIsLetIn() throws SQLException {
        suspend(tree.p.admin());

        assertThat(people.refused(Set.of(tree.p.admin(), tree.q.admin(), tree.o.admin())))
                .containsExactlyInAnyOrder(tree.p.admin(), tree.q.admin());
    }

    @Test
    void whoViewsAsATenantIsShownOutWhenTheTenantTakesItsGrantBack() {
        var grant = support.give(tree.a.admin(), 1);
        support.begin(tree.o.admin(), tree.a.id());
        var operator = tree.o.admin();
        var viewer = new Actor(operator.operatorId(), tree.a.id(), operator.userId(), true);
        var both = Set.of(viewer, operator);
        assertThat(people.refused(both)).isEmpty();

        support.revoke(tree.a.admin(), grant.id());

        assertThat(people.refused(both)).containsExactly(viewer);
    }

    @Test
    void whoWasNeverThereIsNotLetIn() {
        var nobody = new Actor(tree.o.operatorId(), tree.a.id(), tree.b.admin().userId());

        assertThat(people.refused(Set.of(nobody, tree.a.admin()))).containsExactly(nobody);
    }

    private static void suspend(Actor anybody) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement(
                        "update didstock.tenant set status = 'SUSPENDED' where operator_id = ? and tenant_id = ?")) {
            statement.setInt(1, anybody.operatorId());
            statement.setInt(2, anybody.tenantId());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
