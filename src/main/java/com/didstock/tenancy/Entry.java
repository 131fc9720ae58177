package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.FIND_LOGIN;
import static com.didstock.db.didstock.Tables.FIND_TOKEN;
import static com.didstock.db.didstock.Tables.OPERATORS_WITH_UNFOLDED_COUNTS;
import static com.didstock.db.didstock.Tables.REFUSED_PEOPLE;
import static com.didstock.db.didstock.Tables.REFUSED_VIEWERS;
import static com.didstock.db.didstock.Tables.TAKE_DUE_PLAN;
import static com.didstock.db.didstock.Tables.TAKE_FORGOTTEN_IMPORTS;
import static com.didstock.db.didstock.Tables.UNREAD_NOTICES;
import static com.didstock.db.infra.Tables.LOGIN_THROTTLE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * What must work before a tenant is known: finding who logs in or whose token it is, registering operators, the
 * throttling of logins, the folding of counts and the posting of charges. Besides {@link TenantTransaction} the only class with the {@link DataSource}; it calls the
 * database's entry functions and touches {@code infra.login_throttle}, never a tenant's table.
 */
@Repository
class Entry {

    private static final Settings SETTINGS = new Settings().withRenderSchema(true);

    private final DataSource dataSource;

    Entry(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<KnownLogin> findLogin(int operatorId, String login, boolean demo) {
        return run(sql -> {
            var found = FIND_LOGIN.call(operatorId, login, demo);
            return sql.select(found.TENANT_ID, found.USER_ID, found.PASSWORD_HASH, found.DISPLAY_NAME)
                    .from(found)
                    .fetchOptional(row -> new KnownLogin(row.value1(), row.value2(), row.value3(), row.value4()));
        });
    }

    Optional<KnownToken> findToken(byte[] hash, boolean demo) {
        return run(sql -> {
            var found = FIND_TOKEN.call(hash, demo);
            return sql.select(found.OPERATOR_ID, found.TENANT_ID, found.USER_ID, found.READ_ONLY)
                    .from(found)
                    .limit(1)
                    .fetchOptional(row -> new KnownToken(
                            new Actor(row.value1(), row.value2(), row.value3()), Boolean.TRUE.equals(row.value4())));
        });
    }

    int registerOperator(String slug, String name, String currency) {
        var id = run(sql -> sql.select(function(
                        DSL.name("didstock", "register_operator"),
                        SQLDataType.INTEGER,
                        val(slug),
                        val(name),
                        val(currency, SQLDataType.CHAR(3))))
                .fetchSingle()
                .value1());
        return id;
    }

    void setOperatorRules(int operatorId, boolean letInBelowSuspended) {
        run(sql -> sql.select(function(
                        DSL.name("didstock", "set_operator_rules"),
                        SQLDataType.OTHER,
                        val(operatorId),
                        val(letInBelowSuspended)))
                .execute());
    }

    void setStandingSupport(int operatorId, boolean standing) {
        run(sql -> sql.select(function(
                        DSL.name("didstock", "set_standing_support"),
                        SQLDataType.OTHER,
                        val(operatorId),
                        val(standing)))
                .execute());
    }

    /** {@return the new user's id if the operator had no user and now has this one; null otherwise} */
    @Nullable
    Integer registerFirstAdmin(int operatorId, String login, String name, String hash, boolean demo) {
        return run(sql -> sql.select(function(
                        DSL.name("didstock", "register_first_admin"),
                        SQLDataType.INTEGER,
                        val(operatorId),
                        val(login),
                        val(name),
                        val(hash),
                        val(demo)))
                .fetchSingle()
                .value1());
    }

    /**
     * Counts an attempt as failed, before it is made: attempts at the same moment can't slip through together.
     *
     * @param free failures that cost nothing; each further one doubles the delay
     * @param memory after how long without failures counting starts anew
     * @return until when the subject is blocked, if it is: then the attempt is not counted
     */
    Optional<Instant> countAttempt(
            String subject, int free, Duration firstDelay, Duration longestDelay, Duration memory, Instant now) {
        return run(sql -> {
            var time = time(now);
            var failures = when(LOGIN_THROTTLE.LAST_FAILURE_AT.lt(time(now.minus(memory))), 1)
                    .otherwise(LOGIN_THROTTLE.FAILURES.plus(1));
            var counted = sql.insertInto(LOGIN_THROTTLE)
                    .set(LOGIN_THROTTLE.SUBJECT, subject)
                    .set(LOGIN_THROTTLE.FAILURES, 1)
                    .set(LOGIN_THROTTLE.LAST_FAILURE_AT, time)
                    .onConflict(LOGIN_THROTTLE.SUBJECT)
                    .doUpdate()
                    .set(LOGIN_THROTTLE.FAILURES, failures)
                    .set(LOGIN_THROTTLE.LAST_FAILURE_AT, excluded(LOGIN_THROTTLE.LAST_FAILURE_AT))
                    .set(LOGIN_THROTTLE.BLOCKED_UNTIL, blockedUntil(failures, free, firstDelay, longestDelay, now))
                    .where(LOGIN_THROTTLE.BLOCKED_UNTIL.isNull().or(LOGIN_THROTTLE.BLOCKED_UNTIL.le(time)))
                    .execute();
            if (counted == 1) {
                return Optional.empty();
            }
            return sql.select(LOGIN_THROTTLE.BLOCKED_UNTIL)
                    .from(LOGIN_THROTTLE)
                    .where(LOGIN_THROTTLE.SUBJECT.eq(subject))
                    .fetchOptional(LOGIN_THROTTLE.BLOCKED_UNTIL)
                    .map(OffsetDateTime::toInstant);
        });
    }

    /** Said in the statement that counts: between counting and blocking nobody must slip through. */
    private static Field<OffsetDateTime> blockedUntil(
            Field<Integer> failures, int free, Duration firstDelay, Duration longestDelay, Instant now) {
        var until = when(failures.lt(free), val(null, SQLDataType.TIMESTAMPWITHTIMEZONE));
        var reached = free;
        for (var delay = firstDelay; delay.compareTo(longestDelay) < 0; delay = delay.multipliedBy(2)) {
            until = until.when(failures.eq(reached), time(now.plus(delay)));
            reached++;
        }
        return until.otherwise(time(now.plus(longestDelay)));
    }

    /** Forgets all failures of the subject. */
    void forgetFailures(String subject) {
        run(sql -> sql.deleteFrom(LOGIN_THROTTLE)
                .where(LOGIN_THROTTLE.SUBJECT.eq(subject))
                .execute());
    }

    /** Takes back the attempt that was counted and turned out well. */
    void takeBackAttempt(String subject) {
        Field<@Nullable OffsetDateTime> none = inline((OffsetDateTime) null);
        run(sql -> sql.update(LOGIN_THROTTLE)
                .set(LOGIN_THROTTLE.FAILURES, greatest(LOGIN_THROTTLE.FAILURES.minus(1), inline(0)))
                .set(LOGIN_THROTTLE.BLOCKED_UNTIL, none)
                .where(LOGIN_THROTTLE.SUBJECT.eq(subject))
                .execute());
    }

    void forgetFailuresBefore(Instant time) {
        run(sql -> sql.deleteFrom(LOGIN_THROTTLE)
                .where(LOGIN_THROTTLE.LAST_FAILURE_AT.lt(time(time)))
                .execute());
    }

    /**
     * Folds what statements appended to the counts into their base, for every operator. Two nodes may do it at once.
     *
     * @return how many rows were folded
     */
    long foldCounts() {
        return run(sql -> {
            var operators = OPERATORS_WITH_UNFOLDED_COUNTS.call();
            long folded = 0;
            for (var operator : sql.selectFrom(operators).fetch(0, Integer.class)) {
                folded += sql.select(function(
                                DSL.name("didstock", "fold_holding_counts"), SQLDataType.BIGINT, val(operator)))
                        .fetchSingle()
                        .value1();
            }
            return folded;
        });
    }

    /** {@return those of these people whom a transaction would refuse} */
    Map<Actor, Integer> unreadNotices(Set<Actor> people) {
        return run(sql -> {
            var listed = List.copyOf(people);
            var found = UNREAD_NOTICES.call(
                    listed.stream().map(Actor::operatorId).toArray(Integer[]::new),
                    listed.stream().map(Actor::tenantId).toArray(Integer[]::new),
                    listed.stream().map(Actor::userId).toArray(Integer[]::new));
            return sql.selectFrom(found)
                    .fetchMap(
                            row -> new Actor(
                                    row.get(found.OPERATOR_ID), row.get(found.TENANT_ID), row.get(found.USER_ID)),
                            row -> row.get(found.UNREAD));
        });
    }

    Set<Actor> refused(Set<Actor> people, Instant now) {
        return run(sql -> {
            var refused = new HashSet<Actor>();
            refused.addAll(refusedPeople(
                    sql, people.stream().filter(one -> !one.viewing()).toList()));
            refused.addAll(
                    refusedViewers(sql, people.stream().filter(Actor::viewing).toList(), now));
            return refused;
        });
    }

    private static Set<Actor> refusedViewers(DSLContext sql, List<Actor> listed, Instant now) {
        if (listed.isEmpty()) {
            return Set.of();
        }
        var found = REFUSED_VIEWERS.call(
                listed.stream().map(Actor::operatorId).toArray(Integer[]::new),
                listed.stream().map(Actor::tenantId).toArray(Integer[]::new),
                listed.stream().map(Actor::userId).toArray(Integer[]::new),
                time(now));
        return sql.selectFrom(found)
                .fetchSet(row ->
                        new Actor(row.get(found.OPERATOR_ID), row.get(found.TENANT_ID), row.get(found.USER_ID), true));
    }

    private static Set<Actor> refusedPeople(DSLContext sql, List<Actor> listed) {
        if (listed.isEmpty()) {
            return Set.of();
        }
        var found = REFUSED_PEOPLE.call(
                listed.stream().map(Actor::operatorId).toArray(Integer[]::new),
                listed.stream().map(Actor::tenantId).toArray(Integer[]::new),
                listed.stream().map(Actor::userId).toArray(Integer[]::new));
        return sql.selectFrom(found)
                .fetchSet(
                        row -> new Actor(row.get(found.OPERATOR_ID), row.get(found.TENANT_ID), row.get(found.USER_ID)));
    }

    /**
     * Posts a piece of what an operator's ledger lacks.
     *
     * @param zone the name of the time zone whose midnight ends the operator's days, as the database knows it
     * @param rows how much at most
     * @return 0: nothing is left to post; empty: another node posts for this operator
     */
    Optional<Long> postCharges(int operatorId, String zone, Instant now, int rows) {
        return run(sql -> Optional.ofNullable(sql.select(function(
                        DSL.name("didstock", "post_charges"),
                        SQLDataType.BIGINT,
                        val(operatorId),
                        val(zone),
                        val(time(now)),
                        val(rows)))
                .fetchSingle()
                .value1()));
    }

    /**
     * Makes true what was announced and is due: prices, and what is free of charge.
     *
     * @param numbers how many at most
     * @return 0: none is left
     */
    long applyAnnounced(int operatorId, Instant now, int numbers) {
        return run(sql -> sql.select(function(
                        DSL.name("didstock", "apply_announced"),
                        SQLDataType.BIGINT,
                        val(operatorId),
                        val(time(now)),
                        val(numbers)))
                .fetchSingle()
                .value1());
    }

    /** {@return imports that nobody works on, each with the user who began it; told to nobody else until a time} */
    List<LostImports.Lost> takeForgottenImports(Instant now, Instant until) {
        return run(sql -> {
            var lost = TAKE_FORGOTTEN_IMPORTS.call(time(now), time(until));
            return sql.selectFrom(lost)
                    .fetch(row -> new LostImports.Lost(
                            new Actor(row.get(lost.OPERATOR_ID), row.get(lost.TENANT_ID), row.get(lost.USER_ID)),
                            row.get(lost.UPLOAD_ID),
                            until));
        });
    }

    void endForgottenImport(LostImports.Lost lost, String reason) {
        run(sql -> sql.select(function(
                        DSL.name("didstock", "end_forgotten_import"),
                        SQLDataType.OTHER,
                        val(lost.actor().operatorId()),
                        val(lost.actor().tenantId()),
                        val(lost.upload()),
                        val(time(lost.until())),
                        val(reason)))
                .fetch());
    }

    /** {@return the plan that has been due longest, with the user who made it; told to nobody else until a time} */
    Optional<DuePlans.Due> takeDuePlan(Instant now, Instant until) {
        return run(sql -> {
            var due = TAKE_DUE_PLAN.call(time(now), time(until));
            return sql.selectFrom(due)
                    .fetchOptional(row -> new DuePlans.Due(
                            new Actor(row.get(due.OPERATOR_ID), row.get(due.TENANT_ID), row.get(due.USER_ID)),
                            row.get(due.OPERATION_ID),
                            row.get(due.ATTEMPT),
                            until));
        });
    }

    void giveUpPlan(DuePlans.Due due, String reason, Instant now) {
        run(sql -> sql.select(function(
                        DSL.name("didstock", "give_up_plan"),
                        SQLDataType.OTHER,
                        val(due.actor().operatorId()),
                        val(due.actor().tenantId()),
                        val(due.operation()),
                        val(time(due.until())),
                        val(reason),
                        val(time(now))))
                .fetch());
    }

    /** Does something outside of any tenant, in a transaction for each statement. */
    <T> T run(Function<DSLContext, T> work) {
        try (var connection = dataSource.getConnection()) {
            return work.apply(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
        } catch (DataAccessException failure) {
            throw DatabaseRefusals.translate(failure);
        } catch (SQLException failure) {
            throw new DatabaseAwayException(failure);
        }
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record KnownLogin(int tenantId, int userId, String passwordHash, String displayName) {}

    record KnownToken(Actor actor, boolean readOnly) {}
}
