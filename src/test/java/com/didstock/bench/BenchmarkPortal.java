package com.didstock.bench;

import com.didstock.DidstockApplication;
import com.didstock.database.EmbeddedDatabase;
import com.didstock.database.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The portal as it is run, on its own database: durable, the application role under row-level security, the portal's own
 * connection pool. Only what its statements take is measured on the way.
 */
final class BenchmarkPortal implements AutoCloseable {

    private static final Path DATA = Path.of("target", "benchmark");

    private final EmbeddedDatabase database;
    private final ConfigurableApplicationContext context;

    private BenchmarkPortal(EmbeddedDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** Starts on an empty database. */
    static BenchmarkPortal start() throws IOException {
        delete(DATA);
        var database = EmbeddedDatabase.start(DATA);
        Migration.run(Objects.requireNonNull(database.settings().owner()));
        var app = database.settings().app();
        var context = new SpringApplicationBuilder(DidstockApplication.class)
                .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return bean instanceof DataSource source ? TimedDataSource.over(source) : bean;
                    }
                }))
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + app.url(),
                        "--spring.datasource.username=" + app.user(),
                        "--spring.datasource.password=" + app.password(),
                        "--logging.level.root=warn");
        return new BenchmarkPortal(database, context);
    }

    <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    /** {@return a connection of the role that owns the tables: for generating, and for what is compared with} */
    Connection owner() throws SQLException {
        var owner = Objects.requireNonNull(database.settings().owner());
        return DriverManager.getConnection(owner.url(), owner.user(), owner.password());
    }

    @Override
    public void close() throws IOException {
        context.close();
        database.close();
        if (!Boolean.getBoolean("benchmark.keep")) {
            delete(DATA);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
