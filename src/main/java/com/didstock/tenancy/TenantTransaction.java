package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.BIND_ACTOR;
import static com.didstock.db.didstock.Tables.BIND_VIEWER;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The only way to the database for anything that belongs to a tenant. Opens a transaction, binds it to the actor for
 * row-level security, checks that user and tenant are still active and what they may now do, runs the work, commits.
 *
 * <p>The binding ends with the transaction; a pooled connection carries nothing over. Don't nest: inside the work, pass
 * the {@link TenantContext} on.
 */
@Component
public class TenantTransaction {

    /** A screen that takes longer than this asks too much. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(3);

    /** So long may take what no screen waits for. */
    private static final Duration LONG_READ_LIMIT = Duration.ofMinutes(1);

    private static final Duration WRITE_LIMIT = Duration.ofMinutes(2);

    private static final Settings SETTINGS = new Settings().withRenderSchema(true);

    private final DataSource dataSource;
    private final Clock clock;
    private final Supplier<OperatorZones> zones;

    // The zones are asked for late: whoever knows them may need transactions itself.
    @Autowired
    TenantTransaction(DataSource dataSource, Clock clock, ObjectProvider<OperatorZones> zones) {
        this(dataSource, clock, () -> zones.getIfAvailable(() -> _ -> ZoneOffset.UTC));
    }

    TenantTransaction(DataSource dataSource, Clock clock, Supplier<OperatorZones> zones) {
        this.zones = zones;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Reads as the actor, who must have {@link Right#VIEW}.
     *
     * @throws ActorRefusedException if the user or the tenant is no longer active
     * @throws RightMissingException if the user may not read
     * @throws TooHeavyException if a statement takes longer than a screen may
     */
    public <T> T read(Actor actor, Function<TenantContext, T> work) {
        return run(actor, Right.VIEW, true, READ_LIMIT, work);
    }

    /**
     * Reads as the actor what no screen waits for, such as a part of a file: a statement may take a minute.
     *
     * @throws ActorRefusedException if the user or the tenant is no longer active
     * @throws RightMissingException if the user may not read
     * @throws TooHeavyException if a statement takes longer
     */
    public <T> T readAtLength(Actor actor, Function<TenantContext, T> work) {
        return run(actor, Right.VIEW, true, LONG_READ_LIMIT, work);
    }

    /**
     * Writes as the actor, all or nothing.
     *
     * @param right what the actor must be allowed to do
     * @throws ActorRefusedException if the user or the tenant is no longer active
     * @throws RightMissingException if the user may not do this
     * @throws StockChangedException if the numbers changed under the operation
     */
    public <T> T write(Actor actor, Right right, Function<TenantContext, T> work) {
        return run(actor, right, false, WRITE_LIMIT, work);
    }

    private <T> T run(Actor actor, Right right, boolean readOnly, Duration limit, Function<TenantContext, T> work) {
        if (actor.viewing() && !readOnly) {
            throw new RightMissingException(right);
        }
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(readOnly);
            try {
                var context = bind(connection, actor, limit);
                context.require(right);
                var result = work.apply(context);
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollback(connection, failure);
                throw failure;
            }
        } catch (DataAccessException failure) {
            throw DatabaseRefusals.translate(failure);
        } catch (SQLException failure) {
            throw new DatabaseAwayException(failure);
        }
    }

    private TenantContext bind(Connection connection, Actor actor, Duration limit) {
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
        var now = clock.instant();
        Table<?> bound = actor.viewing()
                ? BIND_VIEWER.call(actor.operatorId(), actor.tenantId(), actor.userId(), now.atOffset(ZoneOffset.UTC))
                : BIND_ACTOR.call(actor.operatorId(), actor.tenantId(), actor.userId());
        var row = sql.select(bound.fields())
                .select(DSL.function(
                        "set_config",
                        String.class,
                        DSL.val("statement_timeout"),
                        DSL.val(limit.toMillis() + "ms"),
                        DSL.val(true)))
                // At which moment's rates the database prices.
                .select(DSL.function(
                        "set_config", String.class, DSL.val("didstock.now"), DSL.val(now.toString()), DSL.val(true)))
                // Where the day begins for which limits hold.
                .select(DSL.function(
                        "set_config",
                        String.class,
                        DSL.val("didstock.day_from"),
                        DSL.val(startOfDay(actor, now).toString()),
                        DSL.val(true)))
                .from(bound)
                .fetchOne();
        if (row == null) {
            throw new ActorRefusedException();
        }
        // Both functions give the same columns.
        var facts = row.into(BIND_ACTOR);
        var tenant = new TenantContext.TenantFacts(
                TenantKind.valueOf(facts.get(BIND_ACTOR.KIND).name()),
                facts.get(BIND_ACTOR.PARENT_ID),
                facts.get(BIND_ACTOR.TENANT_NAME),
                facts.get(BIND_ACTOR.CURRENCY),
                facts.get(BIND_ACTOR.OWN_VENDORS));
        return new TenantContext(
                actor, sql, tenant, Role.valueOf(facts.get(BIND_ACTOR.ROLE).name()), facts.get(BIND_ACTOR.LOGIN), now);
    }

    private Instant startOfDay(Actor actor, Instant now) {
        var zone = zones.get().zone(actor.operatorId());
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
