package com.didstock.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.history.Change;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OperatorRegisters;
import com.didstock.tenancy.OwnProfiles;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree.Member;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees what by support access, and every way round it that comes to mind. */
class SupportAccessTest extends OversightTest {

    private final SupportAccess support = new SupportAccess(tree.transactions());
    private final Actor operator = tree.o.admin();

    @Test
    void withAGrantTheOperatorReadsWhatTheTenantReadsAndNothingElse() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 2));
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "insert into api_token (operator_id, tenant_id, user_id, name, token_hash)"
                                        + " values (?, ?, ?, 'Secret', sha256(uuid_send(uuidv7())))",
                                tree.a.operatorId(),
                                tree.a.id(),
                                tree.a.admin().userId()));
        assertThat(tree.transactions().<Integer>read(tree.a.admin(), SupportAccessTest::tokens))
                .isOne();
        support.give(tree.a.admin(), 8);
        support.begin(operator, tree.a.id());

        var viewer = viewing(operator, tree.a);
        assertThat(holdings(viewer)).isEqualTo(holdings(tree.a.admin())).isEqualTo(2);
        assertThat(tree.transactions().<Integer>read(viewer, ctx -> {
                    assertThat(ctx.rights()).containsExactlyInAnyOrder(Right.VIEW, Right.SEE_MONEY);
                    return tokens(ctx);
                }))
                .isZero();
        // The grant is for this tenant: not for those above, beside or below it.
        for (var other : List.of(tree.b, tree.a1, tree.ca, tree.o, tree.q)) {
            refused(ActorRefusedException.class, () -> holdings(viewing(operator, other)));
        }
    }

    @Test
    void byItsFileTheOperatorViewsAsWhoeverDoesNotRefuse() {
        refused(RefusedException.class, () -> support.begin(operator, tree.a.id()));
        OperatorRegisters.over(TestDatabase.get().app()).setStandingSupport(tree.o.id(), true);

        support.begin(operator, tree.a.id());
        var viewer = viewing(operator, tree.a);
        assertThat(holdings(viewer)).isEqualTo(holdings(tree.a.admin()));
        assertThat(support.standing(tree.a.admin())).isEqualTo(new StandingSupport(true, false));
        assertThat(support.grants(tree.a.admin()))
                .singleElement()
                .satisfies(grant -> assertThat(grant.standing()).isTrue());
        assertThat(support.views(tree.a.admin())).hasSize(1);
        // Beginning with one tenant lets it into no other, and another operator's file says nothing here.
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.b)));
        assertThat(support.standing(tree.q.admin())).isEqualTo(new StandingSupport(false, false));
        refused(RefusedException.class, () -> support.begin(tree.p.admin(), tree.q.id()));
        refused(RightMissingException.class, () -> support.begin(tree.o.viewer(), tree.a.id()));

        support.refuseStanding(tree.a.admin(), true);
        refused(ActorRefusedException.class, () -> holdings(viewer));
        refused(RefusedException.class, () -> support.begin(operator, tree.a.id()));
        support.begin(operator, tree.b.id());
        // What it gives itself holds all the same.
        support.give(tree.a.admin(), 1);
        support.begin(operator, tree.a.id());

        support.refuseStanding(tree.a.admin(), false);
        assertThat(support.standing(tree.a.admin())).isEqualTo(new StandingSupport(true, false));
        OperatorRegisters.over(TestDatabase.get().app()).setStandingSupport(tree.o.id(), false);
        refused(RefusedException.class, () -> support.begin(operator, tree.ca.id()));
    }

    @Test
    void onlyWhoSpeaksForATenantRefusesAndEndingSuchAViewRefusesToo() {
        OperatorRegisters.over(TestDatabase.get().app()).setStandingSupport(tree.o.id(), true);
        refused(RightMissingException.class, () -> support.refuseStanding(tree.a.viewer(), true));
        refused(NotThereException.class, () -> support.refuseStanding(operator, true));
        support.begin(operator, tree.a.id());
        refused(RightMissingException.class, () -> support.refuseStanding(viewing(operator, tree.a), true));

        var grant = support.grants(tree.a.admin()).getFirst();
        support.revoke(tree.a.admin(), grant.id());

        assertThat(support.standing(tree.a.admin())).isEqualTo(new StandingSupport(true, true));
        refused(RefusedException.class, () -> support.begin(operator, tree.a.id()));
        // Past the service nobody gives itself access, nor takes a refusal back.
        for (var statement : List.of(
                "delete from support_refusal",
                "update support_refusal set refused_by = ''",
                "insert into support_refusal values (1, 1, now(), '')",
                "select use_standing_support(%d, now())".formatted(tree.a.id()))) {
            var bound = "select * from didstock.bind_actor(%d, %d, %d); set local search_path = didstock; "
                    .formatted(tree.a.operatorId(), tree.a.id(), tree.a.admin().userId());
            assertThat(failure(bound + statement)).as(statement).isEqualTo("42501");
        }
    }

    @Test
    void whoViewsChangesNothingNotEvenPastTheService() {
        support.give(tree.a.admin(), 8);
        support.begin(operator, tree.a.id());
        var viewer = viewing(operator, tree.a);

        for (var right : Right.values()) {
            refused(RightMissingException.class, () -> tree.transactions().write(viewer, right, _ -> "written"));
        }
        assertThat(failure("""
                select * from didstock.bind_viewer(%d, %d, %d, now());
                update didstock.tenant set name = 'Mine now'
                """.formatted(operator.operatorId(), tree.a.id(), operator.userId())))
                .isIn("25006");
        assertThat(failure("""
                select * from didstock.bind_viewer(%d, %d, %d, now());
                set local transaction_read_only = off
                """.formatted(operator.operatorId(), tree.a.id(), operator.userId())))
                .isIn("25001");
    }

    @Test
    void withoutAGrantNobodyViewsNorBegins() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));

        refused(RefusedException.class, () -> support.begin(operator, tree.a.id()));
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.a)));
        // A grant alone is not enough either: without a beginning there would be no record.
        support.give(tree.a.admin(), 8);
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.a)));
    }

    @Test
    void aGrantEndsWithItsTimeOrWhenItIsTakenBackAndAViewWhenItIsStopped() {
        var grant = support.give(tree.a.admin(), 1);
        support.begin(operator, tree.a.id());
        assertThat(holdings(viewing(operator, tree.a))).isZero();

        support.end(operator, tree.a.id());
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.a)));

        support.begin(operator, tree.a.id());
        support.revoke(tree.a.admin(), grant.id());
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.a)));
        refused(RefusedException.class, () -> support.begin(operator, tree.a.id()));

        support.give(tree.a.admin(), 1);
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.a)));
        support.begin(operator, tree.a.id());
        assertThat(holdings(viewing(operator, tree.a))).isZero();
        tree.clock().advance(Duration.ofMinutes(61));
        refused(ActorRefusedException.class, () -> holdings(viewing(operator, tree.a)));
        refused(RefusedException.class, () -> support.begin(operator, tree.a.id()));
    }

    @Test
    void onlyAdministratorsOfTheTenantsOwnOperatorView() {
        support.give(tree.a1.admin(), 8);
        support.give(tree.a.admin(), 8);

        refused(NotThereException.class, () -> support.begin(tree.a.admin(), tree.a1.id()));
        refused(NotThereException.class, () -> support.begin(tree.b.admin(), tree.a.id()));
        refused(RightMissingException.class, () -> support.begin(tree.o.viewer(), tree.a.id()));
        refused(RightMissingException.class, () -> support.begin(tree.clerk(tree.o), tree.a.id()));
        refused(RefusedException.class, () -> support.begin(tree.p.admin(), tree.a.id()));
        support.begin(operator, tree.a.id());
        for (var who : List.of(
                tree.o.viewer(), tree.b.admin(), tree.a.admin(), tree.a1.admin(), tree.ca.admin(), tree.p.admin())) {
            refused(
                    ActorRefusedException.class,
                    () -> holdings(new Actor(tree.a.operatorId(), tree.a.id(), who.userId(), true)));
            refused(
                    ActorRefusedException.class,
                    () -> holdings(new Actor(who.operatorId(), tree.a1.id(), who.userId(), true)));
        }
        // The operator's user is no user of the tenant.
        refused(
                ActorRefusedException.class,
                () -> holdings(new Actor(operator.operatorId(), tree.a.id(), operator.userId())));
    }

    @Test
    void onlyTheTenantItselfGivesAndTakesBackItsGrant() {
        var grant = support.give(tree.a1.admin(), 8);

        refused(NotThereException.class, () -> support.give(operator, 8));
        for (var member : List.of(tree.a, tree.b)) {
            refused(NotThereException.class, () -> support.revoke(member.admin(), grant.id()));
            assertThat(support.grants(member.admin())).isEmpty();
        }
        refused(NotThereException.class, () -> support.revoke(operator, grant.id()));
        refused(RightMissingException.class, () -> support.give(tree.a1.viewer(), 8));
        refused(RightMissingException.class, () -> support.revoke(tree.clerk(tree.a1), grant.id()));
        refused(RefusedException.class, () -> support.give(tree.a1.admin(), 0));
        refused(RefusedException.class, () -> support.give(tree.a1.admin(), SupportAccess.MOST_HOURS + 1));
        assertThat(support.give(tree.ca.admin(), 8).givenBy()).isNotBlank();
        assertThat(support.grants(tree.a1.admin()).getFirst().revokedAt()).isNull();
    }

    @Test
    void eachViewIsToldToBothAndToNobodyElse() {
        var log = ActivityLogs.over(tree.transactions());
        support.give(tree.a1.admin(), 8);
        support.begin(operator, tree.a1.id());
        support.end(operator, tree.a1.id());

        var view = support.views(tree.a1.admin()).getFirst();
        assertThat(view.login()).isNotBlank();
        assertThat(view.endedAt()).isNotNull();
        for (var who : List.of(tree.o, tree.a1)) {
            assertThat(log.page(who.admin(), ActivityFilter.ALL, null, 50).entries())
                    .as(who.name())
                    .anyMatch(entry -> entry.change() == Change.VIEWED);
        }
        assertThat(log.page(tree.a.admin(), ActivityFilter.ALL, null, 50).entries())
                .noneMatch(entry -> entry.change() == Change.VIEWED);
        assertThat(support.views(tree.a.admin())).isEmpty();
    }

    @Test
    void whoViewsIsShownNoScreenOfTheTenantsOwnPeople() {
        support.give(tree.a.admin(), 8);
        support.begin(operator, tree.a.id());
        var profiles = OwnProfiles.over(tree.transactions());

        var viewer = profiles.read(viewing(operator, tree.a));
        assertThat(viewer.viewing()).isTrue();
        assertThat(viewer.rights()).containsExactlyInAnyOrder(Right.VIEW, Right.SEE_MONEY);
        assertThat(viewer.mayOpen(ForOwnPeople.class)).isFalse();
        assertThat(profiles.read(tree.a.viewer()).mayOpen(ForOwnPeople.class)).isTrue();
    }

    @OpenTo(ownPeople = true)
    private static final class ForOwnPeople {}

    @Test
    void theTreeSaysWhomTheOperatorMayViewAs() {
        support.give(tree.a1.admin(), 8);

        assertThat(tenants.page(operator, TenantSearch.ALL, 0, 10).tenants())
                .filteredOn(tenant -> tenant.viewableUntil() != null)
                .extracting(OverseenTenant::name)
                .containsExactly("A1");
    }

    private static int tokens(TenantContext context) {
        return context.sql().fetch("select token_id from didstock.api_token").size();
    }

    private static Actor viewing(Actor who, Member as) {
        return new Actor(as.operatorId(), as.id(), who.userId(), true);
    }

    private int holdings(Actor who) {
        return tree.transactions()
                .read(who, ctx -> ctx.sql().fetchCount(ctx.sql().select().from("didstock.did_holding")));
    }

    /** {@return how the database refuses it to the application's role} */
    private static String failure(String sql) {
        try (var connection = TestDatabase.get().app().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (var one : sql.split(";")) {
                    statement.execute(one);
                }
                return "done";
            } catch (SQLException refusal) {
                return refusal.getSQLState();
            } finally {
                connection.rollback();
            }
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }
}
