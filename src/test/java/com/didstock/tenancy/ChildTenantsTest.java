package com.didstock.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class ChildTenantsTest {

    private final TestTree tree = TestTree.plant();
    private final ChildTenants children = new ChildTenants(tree.transactions());
    private final TenantUsers users = new TenantUsers(tree.transactions(), new Passwords());

    @Test
    void everybodySeesTheirDirectChildrenAndNobodyElse() {
        assertThat(names(tree.o)).containsExactly("A", "B");
        assertThat(names(tree.a)).containsExactly("A1", "CA");
        assertThat(names(tree.a1)).containsExactly("CA1");
        assertThat(names(tree.ca)).isEmpty();
        assertThat(names(tree.p)).containsExactly("Q");
        for (var other : List.of(tree.a1, tree.ca, tree.o, tree.q)) {
            assertNotThere(() -> children.find(tree.o.admin(), other.id()));
            assertNotThere(() -> children.update(tree.o.admin(), other.id(), 0, ChildTerms.named("Mine")));
        }
        assertThat(children.findByName(tree.o.admin(), "A1")).isEmpty();
        assertThat(children.findByName(tree.a.admin(), "a1"))
                .get()
                .extracting(ChildTenant::id)
                .isEqualTo(tree.a1.id());
    }

    @Test
    void theListSaysWhatEachHasFromUsAndWhatThatCostsAndEarns() {
        var numbers = tree.load(tree.o, 4);
        tree.give(tree.o, tree.a, numbers.subList(0, 3));
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);

        var row = children.list(tree.o.viewer(), "a").getFirst();

        assertThat(row.child().name()).isEqualTo("A");
        assertThat(row.numbers().total()).isEqualTo(3);
        assertThat(row.numbers().inUse()).isEqualTo(1);
        assertThat(row.numbers().monthlyCost().get("EUR")).isEqualByComparingTo("6.00");
        assertThat(row.numbers().monthlyRevenue().get("EUR")).isEqualByComparingTo("7.50");
        assertThat(row.assignedBatches()).isEqualTo(1);
    }

    @Test
    void aChildIsAddedWithItsLimitsAndChanged() {
        var terms = new ChildTerms(" Hotel ", 20, new BigDecimal("50.00"), 5, true, true, AfterUse.KEEP);

        var hotel = children.create(tree.a.admin(), TenantKind.CUSTOMER, "EUR", false, terms);

        assertThat(hotel.name()).isEqualTo("Hotel");
        assertThat(hotel.status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(hotel.terms().maxNumbers()).isEqualTo(20);
        assertThat(hotel.terms().maxMonthlyCost()).isEqualByComparingTo("50");
        assertThat(hotel.terms().mayDraw()).isTrue();
        assertThat(hotel.terms().releaseToHomeBatch()).isTrue();
        assertThat(children.find(tree.a.admin(), hotel.id())).isEqualTo(hotel);

        var changed = children.update(tree.a.admin(), hotel.id(), hotel.version(), ChildTerms.named("Inn"));

        assertThat(changed.terms()).isEqualTo(ChildTerms.named("Inn"));
        assertThatThrownBy(
                        () -> children.update(tree.a.admin(), hotel.id(), hotel.version(), ChildTerms.named("Pension")))
                .isInstanceOf(ChangedMeanwhileException.class);
    }

    @Test
    void aLimitHoldsFromWhenItIsSet() {
        var numbers = tree.load(tree.o, 3);
        var a = children.find(tree.o.admin(), tree.a.id());
        children.update(
                tree.o.admin(),
                a.id(),
                a.version(),
                new ChildTerms("A", 2, null, null, false, false, AfterUse.BY_ORIGIN));

        tree.give(tree.o, tree.a, numbers.subList(0, 2));

        assertThatThrownBy(() -> tree.give(tree.o, tree.a, numbers.subList(2, 3)))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void whatCantBeIsRefused() {
        assertRefused(TenantRefusal.NAME_TAKEN, () -> create(tree.o, TenantKind.CUSTOMER, "EUR", false, "b"));
        assertRefused(TenantRefusal.NAME_MISSING, () -> create(tree.o, TenantKind.CUSTOMER, "EUR", false, " "));
        assertRefused(TenantRefusal.KIND_NOT_POSSIBLE, () -> create(tree.o, TenantKind.OPERATOR, "EUR", false, "N"));
        assertRefused(TenantRefusal.CURRENCY_UNKNOWN, () -> create(tree.o, TenantKind.CUSTOMER, "EURO", false, "N"));
        assertRefused(
                TenantRefusal.OWN_VENDORS_NOT_POSSIBLE, () -> create(tree.o, TenantKind.CUSTOMER, "EUR", true, "N"));
        assertRefused(
                TenantRefusal.OWN_VENDORS_NOT_POSSIBLE, () -> create(tree.a, TenantKind.RESELLER, "EUR", true, "N"));
        assertRefused(
                TenantRefusal.LIMIT_NEGATIVE,
                () -> children.create(
                        tree.o.admin(),
                        TenantKind.CUSTOMER,
                        "EUR",
                        false,
                        new ChildTerms("N", -1, null, null, false, false, AfterUse.BY_ORIGIN)));
        assertThat(names(tree.o)).containsExactly("A", "B");
        assertThat(create(tree.b, TenantKind.RESELLER, "USD", true, "N").ownVendors())
                .isTrue();
    }

    @Test
    void whoeverMayNotAdministerChangesNothing() {
        for (var actor : List.of(tree.a.viewer(), tree.ca.admin())) {
            assertMayNot(() -> children.create(actor, TenantKind.CUSTOMER, "EUR", false, ChildTerms.named("N")));
            assertMayNot(() -> children.update(actor, tree.ca.id(), 0, ChildTerms.named("N")));
            assertMayNot(() -> users.list(actor, actor.tenantId()));
            assertMayNot(() -> users.create(actor, actor.tenantId(), user("clerk", Role.RESELLER_ADMIN)));
            assertMayNot(
                    () -> users.setActive(actor, tree.a.id(), tree.a.admin().userId(), false));
            assertMayNot(() -> users.changeRole(actor, tree.a.id(), actor.userId(), Role.RESELLER_ADMIN));
        }
        assertThat(names(tree.a)).containsExactly("A1", "CA");
    }

    @Test
    void aUserIsAddedForTheOwnTenantOrAChildAndForNobodyElse() {
        var login = "clerk-" + tree.a.id();
        var own = users.create(
                tree.a.admin(), tree.a.id(), user(login.toUpperCase(java.util.Locale.ROOT), Role.RESELLER_VIEWER));
        var childs = users.create(tree.a.admin(), tree.ca.id(), user(login + "-ca", Role.CUSTOMER));

        assertThat(own.login()).isEqualTo(login);
        assertThat(users.list(tree.a.admin(), tree.a.id()))
                .filteredOn(it -> it.login().equals(login))
                .singleElement()
                .isEqualTo(own);
        assertThat(users.list(tree.a.admin(), tree.ca.id())).contains(childs);
        for (var other : List.of(tree.o, tree.b, tree.ca1, tree.q)) {
            assertNotThere(() -> users.list(tree.a.admin(), other.id()));
            assertNotThere(() -> users.create(tree.a.admin(), other.id(), user("x-" + login, Role.RESELLER_ADMIN)));
            assertNotThere(() ->
                    users.setActive(tree.a.admin(), other.id(), other.admin().userId(), false));
            assertNotThere(() ->
                    users.changeRole(tree.a.admin(), other.id(), other.admin().userId(), Role.RESELLER_VIEWER));
        }
        // One's own tenant's name on another tenant's user finds nobody either.
        assertNotThere(() ->
                users.setActive(tree.a.admin(), tree.a.id(), tree.b.admin().userId(), false));
        assertThat(names(tree.b)).containsExactly("CB");
    }

    @Test
    void aRoleFitsTheKindOfTenant() {
        assertRefused(
                TenantRefusal.ROLE_NOT_POSSIBLE,
                () -> users.create(tree.a.admin(), tree.a.id(), user("boss", Role.OPERATOR_ADMIN)));
        assertRefused(
                TenantRefusal.ROLE_NOT_POSSIBLE,
                () -> users.create(tree.a.admin(), tree.ca.id(), user("boss", Role.RESELLER_ADMIN)));
        assertRefused(
                TenantRefusal.ROLE_NOT_POSSIBLE,
                () -> users.changeRole(
                        tree.a.admin(), tree.ca.id(), tree.ca.admin().userId(), Role.RESELLER_ADMIN));
    }

    @Test
    void loginsAndPasswordsAreMinded() {
        var login = "taken-" + tree.o.id();
        users.create(tree.o.admin(), tree.o.id(), user(login, Role.OPERATOR_VIEWER));

        assertRefused(
                TenantRefusal.LOGIN_TAKEN,
                () -> users.create(tree.a.admin(), tree.a.id(), user(login, Role.RESELLER_VIEWER)));
        assertRefused(
                TenantRefusal.LOGIN_NOT_POSSIBLE,
                () -> users.create(tree.a.admin(), tree.a.id(), user("two words", Role.RESELLER_VIEWER)));
        assertRefused(
                TenantRefusal.PASSWORD_TOO_SHORT,
                () -> users.create(
                        tree.a.admin(),
                        tree.a.id(),
                        new NewUser("clerk", "Clerk", null, Role.RESELLER_VIEWER, "short")));
        assertRefused(
                TenantRefusal.PASSWORD_LIKE_LOGIN,
                () -> users.create(
                        tree.a.admin(),
                        tree.a.id(),
                        new NewUser("clerk", "Clerk", null, Role.RESELLER_VIEWER, "Clerk-12345")));
        assertRefused(
                TenantRefusal.EMAIL_NOT_POSSIBLE,
                () -> users.create(
                        tree.a.admin(),
                        tree.a.id(),
                        new NewUser("clerk", "Clerk", "nowhere", Role.RESELLER_VIEWER, "long enough 1")));
        assertThat(users.create(tree.p.admin(), tree.p.id(), user(login, Role.OPERATOR_VIEWER))
                        .login())
                .as("another operator's logins are its own")
                .isEqualTo(login);
    }

    @Test
    void aDisabledUserIsRefusedAtTheNextThingItDoes() {
        var viewer = tree.a.viewer();
        users.setActive(tree.a.admin(), tree.a.id(), viewer.userId(), false);

        assertThatThrownBy(() -> children.list(viewer, "")).isInstanceOf(ActorRefusedException.class);
        users.setActive(tree.a.admin(), tree.a.id(), viewer.userId(), true);
        assertThat(children.list(viewer, "")).hasSize(2);
    }

    @Test
    void whatARoleAllowsChangesAtOnce() {
        users.changeRole(tree.a.admin(), tree.a.id(), tree.a.viewer().userId(), Role.RESELLER_ADMIN);

        assertThat(children.create(tree.a.viewer(), TenantKind.CUSTOMER, "EUR", false, ChildTerms.named("Added"))
                        .name())
                .isEqualTo("Added");
    }

    @Test
    void nobodyLocksThemselvesOut() {
        int admin = tree.a.admin().userId();

        assertRefused(TenantRefusal.YOURSELF, () -> users.setActive(tree.a.admin(), tree.a.id(), admin, false));
        assertRefused(
                TenantRefusal.YOURSELF,
                () -> users.changeRole(tree.a.admin(), tree.a.id(), admin, Role.RESELLER_VIEWER));
        assertThat(users.list(tree.a.admin(), tree.a.id()))
                .filteredOn(it -> it.id() == admin)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.active()).isTrue();
                    assertThat(it.role()).isEqualTo(Role.RESELLER_ADMIN);
                });
    }

    @Test
    void aSuspendedChildIsKeptOutAndKeepsItsNumbersUntilItIsReactivated() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers.subList(0, 2));

        var suspended = status(tree.o, tree.a, TenantStatus.SUSPENDED);

        assertThat(suspended.status()).isEqualTo(TenantStatus.SUSPENDED);
        assertThatThrownBy(() -> children.list(tree.a.admin(), "")).isInstanceOf(ActorRefusedException.class);
        assertThatThrownBy(() -> tree.give(tree.o, tree.a, numbers.subList(2, 3)))
                .isInstanceOf(StockChangedException.class);
        assertThat(names(tree.a1)).as("its own children go on").containsExactly("CA1");
        assertThat(children.list(tree.o.admin(), "a").getFirst().numbers().total())
                .isEqualTo(2);

        status(tree.o, tree.a, TenantStatus.ACTIVE);

        assertThat(names(tree.a)).containsExactly("A1", "CA");
    }

    @Test
    void onlyAChildThatHoldsNothingIsClosedAndThenItStaysSo() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);

        assertThatThrownBy(() -> status(tree.o, tree.a, TenantStatus.CLOSED))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(TenantRefusal.HOLDS_NUMBERS);
                    assertThat(refused.arguments()).containsExactly("A", 1L);
                });

        tree.recall(tree.o, numbers);
        var empty = tree.customer(tree.o, "Empty");
        assertThat(status(tree.o, empty, TenantStatus.CLOSED).status()).isEqualTo(TenantStatus.CLOSED);
        assertRefused(TenantRefusal.CLOSED, () -> status(tree.o, empty, TenantStatus.ACTIVE));
    }

    @Test
    void whoHasCustomersOrNumbersItLoadedItselfIsNotClosed() {
        assertRefused(TenantRefusal.HAS_CHILDREN, () -> status(tree.o, tree.a, TenantStatus.CLOSED));

        var loader = tree.reseller(tree.o, "Loader", true);
        var own = tree.load(loader, 1);
        assertRefused(TenantRefusal.HOLDS_OWN_NUMBERS, () -> status(tree.o, loader, TenantStatus.CLOSED));
        tree.delete(loader, own);
        assertThat(status(tree.o, loader, TenantStatus.CLOSED).status()).isEqualTo(TenantStatus.CLOSED);
    }

    @Test
    void nobodyChangesTheStatusOfWhoIsNotTheirChild() {
        for (var other : List.of(tree.a1, tree.ca, tree.o, tree.q)) {
            assertNotThere(() -> children.setStatus(tree.o.admin(), other.id(), 0, TenantStatus.SUSPENDED));
        }
        for (var stranger : List.of(tree.b, tree.p, tree.a1, tree.a)) {
            assertNotThere(() -> children.setStatus(stranger.admin(), tree.a.id(), 0, TenantStatus.SUSPENDED));
        }
        assertMayNot(() -> children.setStatus(tree.o.viewer(), tree.a.id(), 0, TenantStatus.SUSPENDED));
        assertThatThrownBy(() -> children.setStatus(tree.o.admin(), tree.a.id(), 99, TenantStatus.SUSPENDED))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(children.find(tree.o.admin(), tree.a.id()).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        var login = "reset-" + tree.a.id();
        var somebody = users.create(tree.o.admin(), tree.a.id(), user(login, Role.RESELLER_VIEWER));
        var before = hash(somebody.id());

        users.resetPassword(tree.o.admin(), tree.a.id(), somebody.id(), "another battery horse");

        assertThat(hash(somebody.id())).isNotEqualTo(before);
        assertThat(new Passwords().matches("another battery horse", hash(somebody.id())))
                .isTrue();
        assertRefused(
                TenantRefusal.PASSWORD_TOO_SHORT,
                () -> users.resetPassword(tree.o.admin(), tree.a.id(), somebody.id(), "short"));
        for (var stranger : List.of(tree.b, tree.p, tree.a1)) {
            assertNotThere(
                    () -> users.resetPassword(stranger.admin(), tree.a.id(), somebody.id(), "another battery horse"));
        }
        assertNotThere(() -> users.resetPassword(tree.o.admin(), tree.b.id(), somebody.id(), "another battery horse"));
        assertMayNot(() -> users.resetPassword(tree.o.viewer(), tree.a.id(), somebody.id(), "another battery horse"));
        assertThat(new Passwords().matches("another battery horse", hash(somebody.id())))
                .isTrue();
    }

    private ChildTenant status(Member parent, Member child, TenantStatus status) {
        var now = children.find(parent.admin(), child.id());
        return children.setStatus(parent.admin(), child.id(), now.version(), status);
    }

    private String hash(int userId) {
        return String.valueOf(DSL.using(TestDatabase.get().superuser(), SQLDialect.POSTGRES)
                .fetchValue("select password_hash from didstock.app_user where user_id = ?", userId));
    }

    private ChildTenant create(Member parent, TenantKind kind, String currency, boolean ownVendors, String name) {
        return children.create(parent.admin(), kind, currency, ownVendors, ChildTerms.named(name));
    }

    private List<String> names(Member member) {
        return children.list(member.admin(), "").stream()
                .map(row -> row.child().name())
                .toList();
    }

    private static NewUser user(String login, Role role) {
        return new NewUser(login, "Somebody", null, role, "correct horse battery");
    }

    private static void assertRefused(TenantRefusal reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }

    private static void assertNotThere(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotThereException.class);
    }

    private static void assertMayNot(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RightMissingException.class))
                .extracting(RightMissingException::right)
                .isEqualTo(Right.ADMINISTER);
    }
}
