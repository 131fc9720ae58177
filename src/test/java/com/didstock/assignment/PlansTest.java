package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.branding.Operators;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.history.Who;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.DuePlans;
import com.didstock.tenancy.DuePlansFinder;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What is planned for a day is done on that day, once, as whoever planned it, as far as it is still possible. */
@SpringBootTest
class PlansTest {

    @Autowired
    Holdings holdings;

    @Autowired
    com.didstock.inventory.HoldingChains chains;

    @Autowired
    OperationLog log;

    @Autowired
    PlanLog planLog;

    @Autowired
    Operators operators;

    @Autowired
    AccountUse accounts;

    TestTree tree;
    Assignments assignments;
    ChildMoves moves;
    Plans plans;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        // The last second of a day: what is planned for the next is due in a second.
        tree.clock().set(day(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1));
        in(ZoneOffset.UTC);
        stock = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, stock);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    /** The services as they would be for an operator of this time zone. */
    private void in(ZoneId zone) {
        var calendar = new Calendar(operators) {
            @Override
            ZoneId zone(TenantContext context) {
                return zone;
            }
        };
        var choosing = new Choosing(holdings, chains, accounts, calendar);
        var execution = new Execution(holdings, chains, operators, calendar, accounts);
        assignments =
                new Assignments(tree.transactions(), holdings, choosing, log, planLog, execution, calendar, accounts);
        moves = new ChildMoves(tree.transactions(), calendar, planLog);
        plans = new Plans(tree.transactions(), planLog, assignments, moves);
    }

    @Test
    void aTransferIsDoneWhenItsDayBeginsAndNotASecondEarlier() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));

        assertThat(planned.plannedFor()).isEqualTo(day(1));
        assertThat(planned.changed()).isZero();
        sweep();
        assertThat(held(tree.a)).isEqualTo(stock);
        assertThat(plan(planned.id()).state()).isEqualTo(Plan.State.PLANNED);

        tree.clock().advance(Duration.ofSeconds(1));
        sweep();

        assertThat(held(tree.a)).isEmpty();
        assertThat(held(tree.b)).isEqualTo(stock);
        var done = plan(planned.id());
        assertThat(done.state()).isEqualTo(Plan.State.DONE);
        assertThat(done.changed()).isEqualTo(3);
        assertThat(assignments.get(tree.o.admin(), planned.id()).result())
                .satisfies(result -> assertThat(result.numbers()).isEqualTo(stock));
        assertThat(notices(tree.o)).containsExactly("PLAN_DONE 3 TRANSFER " + day(1));
        var activity = ActivityLogs.over(tree.transactions())
                .page(tree.o.admin(), ActivityFilter.ALL, null, 1)
                .entries()
                .getFirst();
        assertThat(activity.operationId()).isEqualTo(planned.id());
        assertThat(activity.who()).isInstanceOf(Who.Own.class);
    }

    @Test
    void aWithdrawalIsDoneOnItsDayEvenIfTheNumbersAreUsedOrWithSomebodyElseByThen() {
        var planned = plan(tree.o.admin(), request(OperationKind.WITHDRAW, null, "PORTED_OUT", day(3)));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);
        tree.recall(tree.o, stock.subList(1, 2));
        tree.clock().advance(Duration.ofDays(1));
        sweep();
        assertThat(tree.status(tree.ca, stock.getFirst())).isEqualTo("IN_USE");

        tree.clock().advance(Duration.ofDays(2));
        sweep();

        assertThat(plan(planned.id()).changed()).isEqualTo(3);
        for (var holder : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(held(holder)).as(holder.name()).isEmpty();
        }
    }

    @Test
    void afterAnOutageItIsDoneLateAndOnce() {
        plan(tree.o.admin(), transfer(tree.b, day(1)));
        tree.clock().advance(Duration.ofDays(5));
        sweep();
        sweep();

        assertThat(held(tree.b)).isEqualTo(stock);
        assertThat(notices(tree.o)).hasSize(1);
        assertThat(opened(tree.b)).isEqualTo(3);
    }

    @Test
    void severalNodesAtOnceDoItOnce() throws Exception {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));
        tree.clock().advance(Duration.ofSeconds(1));
        // Both nodes have been told of it, as after a lease that ended while the first one was at work.
        var due = due(planned.id());
        var together = new CyclicBarrier(4);
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<java.util.concurrent.Future<?>>();
            for (var node = 0; node < 4; node++) {
                work.add(nodes.submit(() -> {
                    together.await();
                    assertThat(plans.carryOut(due)).isEmpty();
                    sweep();
                    return null;
                }));
            }
            for (var one : work) {
                one.get();
            }
        }
        assertThat(held(tree.b)).isEqualTo(stock);
        assertThat(opened(tree.b)).isEqualTo(3);
        assertThat(notices(tree.o)).hasSize(1);
    }

    @Test
    void whatAStoppedNodeLeftBehindGoesToAnotherWhenItsLeaseIsOver() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));
        tree.clock().advance(Duration.ofSeconds(1));
        assertThat(due(planned.id()).attempt()).isEqualTo(1);

        sweep();
        assertThat(held(tree.b)).isEmpty();
        tree.clock().advance(PlanJob.LEASE);
        sweep();

        assertThat(held(tree.b)).isEqualTo(stock);
    }

    @Test
    void whatIsCancelledIsNotDone() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));

        var cancelled = plans.cancel(tree.o.admin(), planned.id());
        assertThat(cancelled.state()).isEqualTo(Plan.State.CANCELLED);
        assertThat(cancelled.cancelledBy()).isNotNull();
        assertThat(plans.cancel(tree.o.admin(), planned.id()).state()).isEqualTo(Plan.State.CANCELLED);
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.a)).isEqualTo(stock);
        assertThat(notices(tree.o)).isEmpty();
        assertRefused(() -> assignments.apply(tree.o.admin(), planned.id()), Reason.PLAN_OVER);
    }

    @Test
    void whatIsDoneCanNotBeCancelled() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertRefused(() -> plans.cancel(tree.o.admin(), planned.id()), Reason.PLAN_OVER);
    }

    @Test
    void nobodyElseSeesOrCancelsIt() {
        var planned = plan(tree.a.admin(), withdrawOrTransferOfA());

        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.cb, tree.p)) {
            assertThat(plans.list(other.admin())).as(other.name()).isEmpty();
            assertThat(plans.find(other.admin(), planned.id())).as(other.name()).isEmpty();
            assertThatThrownBy(() -> plans.cancel(other.admin(), planned.id()))
                    .as(other.name())
                    .isInstanceOf(NotThereException.class);
            Object changed = tree.write(
                    other,
                    "SPOIL",
                    context -> context.sql()
                            .execute("update operation set status = 'CANCELLED' where id = ?", planned.id()));
            assertThat(changed).as(other.name()).isEqualTo(0);
        }
        assertThat(plans.list(tree.a.viewer())).hasSize(1);
        assertThatThrownBy(() -> plans.cancel(tree.a.viewer(), planned.id())).isInstanceOf(RightMissingException.class);
        assertThat(plan(tree.a, planned.id()).state()).isEqualTo(Plan.State.PLANNED);
    }

    @Test
    void whoeverPlannedItMustStillBeThereAndStillBeAllowedTo() {
        var gone = plan(tree.o.admin(), transfer(tree.b, day(1)));
        change("update app_user set status = 'DISABLED' where user_id = "
                + tree.o.admin().userId());
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.a)).isEqualTo(stock);
        assertThatThrownBy(() -> plans.list(tree.o.admin())).isInstanceOf(ActorRefusedException.class);
        var failed = plans.find(tree.o.viewer(), gone.id()).orElseThrow();
        assertThat(failed.state()).isEqualTo(Plan.State.FAILED);
        assertThat(failed.failure()).isEqualTo(Plan.Failure.PERSON_GONE);
        assertThat(notices(tree.o.viewer())).containsExactly("PLAN_FAILED 0 TRANSFER " + day(1) + " PERSON_GONE");
    }

    @Test
    void aRightThatWasTakenAwayStopsIt() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));
        change("update app_user set role = 'OPERATOR_VIEWER' where user_id = "
                + tree.o.admin().userId());
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.a)).isEqualTo(stock);
        assertThat(plan(planned.id()).failure()).isEqualTo(Plan.Failure.RIGHT_LOST);
    }

    @Test
    void aTargetThatIsSuspendedByThenGetsNothing() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));
        change("update tenant set status = 'SUSPENDED' where tenant_id = " + tree.b.id());
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.a)).isEqualTo(stock);
        assertThat(plan(planned.id()).failure()).isEqualTo(Plan.Failure.TARGET_GONE);
        assertThat(notices(tree.o)).containsExactly("PLAN_FAILED 0 TRANSFER " + day(1) + " TARGET_GONE");
    }

    @Test
    void aSuspendedPlannerDoesNothing() {
        plan(tree.a.admin(), withdrawOrTransferOfA());
        change("update tenant set status = 'SUSPENDED' where tenant_id = " + tree.a.id());
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.ca)).isEqualTo(stock);
    }

    @Test
    void whatIsNoLongerPossibleIsPassedOverWithItsReason() {
        var planned = plan(tree.o.admin(), transfer(tree.b, day(1)));
        tree.recall(tree.o, stock.subList(0, 1));
        tree.give(tree.a, tree.ca, stock.subList(1, 2));
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.b)).isEqualTo(stock.subList(2, 3));
        var result = Objects.requireNonNull(
                assignments.get(tree.o.admin(), planned.id()).result());
        assertThat(result.skipped())
                .containsExactlyInAnyOrder(
                        new Preview.Skipped(Refusal.CHANGED, 1, stock.subList(0, 1)),
                        new Preview.Skipped(Refusal.GIVEN_ON, 1, stock.subList(1, 2)));
    }

    @Test
    void aNumberThatIsWithSomebodyElseByThenStaysThere() {
        var other = tree.reseller(tree.o, "Other", false);
        plan(tree.o.admin(), transfer(tree.b, day(1)));
        tree.recall(tree.o, stock.subList(0, 1));
        tree.give(tree.o, other, stock.subList(0, 1));
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(other)).isEqualTo(stock.subList(0, 1));
        assertThat(held(tree.b)).isEqualTo(stock.subList(1, 3));
    }

    @Test
    void aDescriptionWrittenMeanwhileDoesNotStopIt() {
        plan(tree.o.admin(), transfer(tree.b, day(1)));
        assignments.perform(
                tree.o.admin(),
                new OperationRequest(
                        OperationKind.SET_DESCRIPTION,
                        null,
                        "moves soon",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(stock),
                        Choices.NONE),
                "describe");
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(held(tree.b)).isEqualTo(stock);
    }

    @Test
    void whatWouldGoBelowCostByThenIsNotDoneUnlessThatWasMeant() {
        tree.put(tree.a, null, stock);
        tree.give(tree.a, tree.ca, stock);
        var other = tree.customer(tree.a, "Other");
        var planned = plan(tree.a.admin(), request(OperationKind.TRANSFER, other, "", day(1)));
        change(
                tree.a,
                "update pricing_batch set markup_percent = -50, version = version + 1 where id = "
                        + tree.retail(tree.a));
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(plan(tree.a, planned.id()).failure()).isEqualTo(Plan.Failure.BELOW_COST);
        assertThat(held(tree.ca)).isEqualTo(stock);
    }

    @Test
    void onlyDaysFromTodayToAYearAhead() {
        for (var wrong : List.of(day(-1), day(367))) {
            assertRefused(() -> assignments.preview(tree.o.admin(), transfer(tree.b, wrong)), Reason.EFFECTIVE_DAY);
        }
        assertThat(plan(tree.o.admin(), transfer(tree.b, day(366))).plannedFor())
                .isEqualTo(day(366));
        assertThat(plan(tree.o.admin(), transfer(tree.b, day(0))).plannedFor()).isNull();
        assertThat(held(tree.b)).isEqualTo(stock);
    }

    @Test
    void applyingAgainPlansOnce() {
        var preview = assignments.preview(tree.o.admin(), transfer(tree.b, day(2)));
        assertThat(assignments.apply(tree.o.admin(), preview.id()).plannedFor()).isEqualTo(day(2));
        assertThat(assignments.apply(tree.o.admin(), preview.id()).plannedFor()).isEqualTo(day(2));
        // Planned, it does not go with the previews that nobody applied.
        tree.clock().advance(Duration.ofHours(2));
        assignments.preview(tree.o.admin(), transfer(tree.b, day(2)));
        assertThat(plans.list(tree.o.admin())).hasSize(1);
    }

    @Test
    void aDayBeginsWhereTheOperatorIsEvenIfItHasNoMidnight() {
        var zone = ZoneId.of("America/Santiago");
        in(zone);
        var change = zone.getRules().nextTransition(tree.clock().instant());
        while (!change.isGap()) {
            change = zone.getRules().nextTransition(change.getInstant());
        }
        var day = change.getDateTimeAfter().toLocalDate();
        tree.clock().set(change.getInstant().minus(Duration.ofDays(3)));
        plan(tree.o.admin(), transfer(tree.b, day));

        tree.clock().set(change.getInstant().minusSeconds(1));
        sweep();
        assertThat(held(tree.b)).isEmpty();
        tree.clock().set(change.getInstant());
        sweep();
        assertThat(held(tree.b)).isEqualTo(stock);
    }

    @Test
    void theDayOnWhichClocksGoBackBeginsOnce() {
        var zone = ZoneId.of("Europe/Berlin");
        in(zone);
        var change = zone.getRules().nextTransition(tree.clock().instant());
        while (!change.isOverlap()) {
            change = zone.getRules().nextTransition(change.getInstant());
        }
        var day = change.getDateTimeBefore().toLocalDate();
        var begins = day.atStartOfDay(zone).toInstant();
        tree.clock().set(begins.minus(Duration.ofDays(2)));
        plan(tree.o.admin(), transfer(tree.b, day));
        plan(tree.o.admin(), request(OperationKind.WITHDRAW, null, "LEGAL", day.plusDays(1)));

        tree.clock().set(begins.minusSeconds(1));
        sweep();
        assertThat(held(tree.b)).isEmpty();
        tree.clock().set(begins);
        sweep();
        assertThat(held(tree.b)).isEqualTo(stock);
        tree.clock().set(begins.plus(Duration.ofHours(24)));
        sweep();
        assertThat(held(tree.b)).as("the day has 25 hours").isEqualTo(stock);
        tree.clock().set(begins.plus(Duration.ofHours(25)));
        sweep();
        assertThat(held(tree.b)).isEmpty();
    }

    // ------------------------------------------------------------------------------------------- child moves

    @Test
    void aChildMovesOnItsDay() {
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        var move = new ChildMove(tree.a.id(), tree.ca.id(), tree.b.id(), tree.wholesale(tree.o));
        var id = moves.apply(tree.o.admin(), moves.preview(tree.o.admin(), move), day(1))
                .orElseThrow();

        assertThat(plan(id).operation()).isEqualTo(Plan.MOVE);
        assertThat(plan(id).targetName()).isEqualTo(name(tree.b));
        assertThat(plan(id).movedName()).isEqualTo(name(tree.ca));
        sweep();
        assertThat(parent(tree.ca)).isEqualTo(tree.a.id());
        tree.clock().advance(Duration.ofSeconds(1));
        sweep();

        assertThat(parent(tree.ca)).isEqualTo(tree.b.id());
        assertThat(held(tree.b)).isEqualTo(stock.subList(0, 1));
        assertThat(plan(id).changed()).isEqualTo(1);
        assertThat(notices(tree.o)).containsExactly("PLAN_DONE 1 MOVE_TENANTS " + day(1));
    }

    @Test
    void aChildThatWentElsewhereMeanwhileDoesNotMove() {
        var move = new ChildMove(tree.a.id(), tree.ca.id(), tree.b.id(), tree.wholesale(tree.o));
        var id = moves.apply(tree.o.admin(), moves.preview(tree.o.admin(), move), day(1))
                .orElseThrow();
        var home = new ChildMove(tree.a.id(), tree.ca.id(), tree.o.id(), null);
        moves.apply(tree.o.admin(), moves.preview(tree.o.admin(), home));
        tree.clock().advance(Duration.ofDays(1));
        sweep();

        assertThat(parent(tree.ca)).isEqualTo(tree.o.id());
        assertThat(plan(id).failure()).isEqualTo(Plan.Failure.TARGET_GONE);
    }

    @Test
    void onlyWhoeverMayMoveChildrenCancelsTheirMove() {
        var move = new ChildMove(tree.a.id(), tree.ca.id(), tree.b.id(), tree.wholesale(tree.o));
        var id = moves.apply(tree.o.admin(), moves.preview(tree.o.admin(), move), day(1))
                .orElseThrow();

        assertThatThrownBy(() -> plans.cancel(tree.clerk(tree.o), id)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> plans.cancel(tree.a.admin(), id)).isInstanceOf(NotThereException.class);
        assertThat(plans.cancel(tree.o.admin(), id).state()).isEqualTo(Plan.State.CANCELLED);
        tree.clock().advance(Duration.ofDays(1));
        sweep();
        assertThat(parent(tree.ca)).isEqualTo(tree.a.id());
    }

    @Test
    void aMoveNamesNoDayThatIsOver() {
        var preview = moves.preview(
                tree.o.admin(), new ChildMove(tree.a.id(), tree.ca.id(), tree.b.id(), tree.wholesale(tree.o)));
        for (var wrong : List.of(day(-1), day(367))) {
            assertRefused(() -> moves.apply(tree.o.admin(), preview, wrong), Reason.EFFECTIVE_DAY);
        }
    }

    // ------------------------------------------------------------------------------------------- helpers

    /** A day from the real today on: on its last second the tests begin. */
    private static LocalDate day(int ahead) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(2L + ahead);
    }

    private OperationRequest withdrawOrTransferOfA() {
        tree.give(tree.a, tree.ca, stock);
        var other = tree.customer(tree.a, "Other");
        return request(OperationKind.TRANSFER, other, "", day(1));
    }

    private OperationRequest transfer(Member to, LocalDate day) {
        return request(OperationKind.TRANSFER, to, "", day);
    }

    private OperationRequest request(OperationKind kind, @Nullable Member to, String text, LocalDate day) {
        return new OperationRequest(
                kind,
                to == null ? null : to.id(),
                text,
                InventoryFilter.EVERYTHING,
                new ApplyTo.Selected(stock),
                Choices.NONE,
                day);
    }

    private OperationResult plan(Actor actor, OperationRequest request) {
        return assignments.perform(actor, request, UUID.randomUUID().toString());
    }

    private Plan plan(UUID id) {
        return plan(tree.o, id);
    }

    private Plan plan(Member who, UUID id) {
        return plans.find(who.viewer(), id).orElseThrow();
    }

    /** What every node does each minute. */
    private void sweep() {
        new PlanJob(DuePlansFinder.duePlans(), plans, tree.clock()).carryOut();
    }

    /** Takes over a plan and does nothing about it; those that other tests left behind are passed over. */
    private DuePlans.Due due(UUID operation) {
        Instant now = tree.clock().instant();
        for (var tried = 0; tried < 100; tried++) {
            var next =
                    DuePlansFinder.duePlans().take(now, now.plus(PlanJob.LEASE)).orElseThrow();
            if (next.operation().equals(operation)) {
                return next;
            }
        }
        throw new AssertionError("not due");
    }

    private List<String> held(Member who) {
        return tree.transactions()
                .read(
                        who.viewer(),
                        context -> context.sql()
                                .fetch("select number from did_holding where tenant_id = ? order by number", who.id())
                                .into(String.class));
    }

    private long opened(Member who) {
        return tree.read(
                who,
                context -> context.sql()
                        .fetchSingle(
                                "select count(*) from history where tenant_id = ? and change = 'OPENED'"
                                        + " and operation = 'TRANSFER'",
                                who.id())
                        .into(Long.class));
    }

    private List<String> notices(Member who) {
        return notices(who.admin());
    }

    private List<String> notices(Actor who) {
        return tree.transactions()
                .read(
                        who,
                        context -> context.sql()
                                .fetch("select kind || ' ' || numbers || ' ' || about from notice"
                                        + " where kind in ('PLAN_DONE', 'PLAN_FAILED')")
                                .into(String.class));
    }

    private int parent(Member child) {
        return tree.read(
                child,
                context -> context.sql()
                        .fetchSingle("select parent_id from tenant where tenant_id = ?", child.id())
                        .into(Integer.class));
    }

    private String name(Member member) {
        return tree.read(
                member,
                context -> context.sql()
                        .fetchSingle("select name from tenant where tenant_id = ?", member.id())
                        .into(String.class));
    }

    private void change(String statement) {
        change(tree.o, statement);
    }

    private void change(Member who, String statement) {
        Object changed = tree.write(who, "CHANGE", context -> context.sql().execute(statement));
        assertThat(changed).isEqualTo(1);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
