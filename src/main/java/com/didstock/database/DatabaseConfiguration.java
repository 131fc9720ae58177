package com.didstock.database;

import com.didstock.database.ConnectionSettings.Access;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Provides the portal's {@link DataSource}. Whoever gets it may rely on the schema being migrated and on its role being
 * bound by row-level security.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Only without a server of one's own; closed after everything that uses the pool. */
    @Bean(destroyMethod = "close")
    @Conditional(NoServerGiven.class)
    EmbeddedDatabase embeddedDatabase(Environment environment) {
        return EmbeddedDatabase.start(Path.of(environment.getProperty("didstock.data", "data")));
    }

    @Bean
    ConnectionSettings connectionSettings(@Nullable EmbeddedDatabase embedded, Environment environment) {
        return embedded != null ? embedded.settings() : given(environment);
    }

    /** Reads {@code spring.datasource.hikari.*} on top of what is set here. */
    @Bean(destroyMethod = "close")
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(ConnectionSettings settings) {
        var owner = settings.owner();
        if (owner != null) {
            Migration.run(owner);
        }
        check(settings);
        return pool(settings.app());
    }

    private static ConnectionSettings given(Environment environment) {
        var url = environment.getRequiredProperty("spring.datasource.url");
        var app = new Access(
                url,
                environment.getProperty("spring.datasource.username", "didstock_app"),
                environment.getProperty("spring.datasource.password", ""));
        var ownerPassword = environment.getProperty("didstock.owner.password");
        if (ownerPassword == null) {
            return new ConnectionSettings(app, null);
        }
        var owner = new Access(
                environment.getProperty("didstock.owner.url", url),
                environment.getProperty("didstock.owner.username", "didstock_owner"),
                ownerPassword);
        return new ConnectionSettings(app, owner);
    }

    private static void check(ConnectionSettings settings) {
        var app = settings.app();
        try (var connection = DriverManager.getConnection(app.url(), driverProperties(app))) {
            RoleCheck.refuseTooStrong(connection);
            if (settings.owner() == null && !isMigrated(connection)) {
                throw new StartRefusedException("The database at %s has no tables of didstock. ".formatted(app.url())
                        + "Give didstock.owner.password (role didstock_owner) so that the portal can create them.");
            }
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "No connection to the database as %s: %s".formatted(app, e.getMessage()), e);
        }
    }

    private static boolean isMigrated(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select to_regclass('infra.flyway_schema_history') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static HikariDataSource pool(Access app) {
        var pool = new HikariDataSource();
        pool.setPoolName("didstock");
        pool.setJdbcUrl(app.url());
        pool.setUsername(app.user());
        pool.setPassword(app.password());
        pool.setMaximumPoolSize(10);
        // Behind a rush one waits rather than fails.
        pool.setConnectionTimeout(10_000);
        pool.setDataSourceProperties(driverProperties(app));
        return pool;
    }

    private static Properties driverProperties(Access app) {
        var properties = new Properties();
        properties.setProperty("user", app.user());
        properties.setProperty("password", app.password());
        properties.setProperty("ApplicationName", "didstock");
        properties.setProperty("connectTimeout", "5");
        // A server that vanished without a word must not hold a thread for ever; no statement of the portal takes
        // longer.
        properties.setProperty("socketTimeout", "60");
        return properties;
    }

    static final class NoServerGiven implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.datasource.url");
        }
    }
}
