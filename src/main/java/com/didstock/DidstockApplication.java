package com.didstock;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;

/**
 * Starts the portal.
 *
 * <p>What is excluded would hand out the database past {@code com.didstock.database} (which migrates as the owner) and
 * past {@code com.didstock.tenancy} (which binds every transaction to a tenant).
 */
@SpringBootApplication(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            JooqAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class
        })
public class DidstockApplication {

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.println(CommandLine.USAGE);
            return;
        }
        List<String> properties;
        try {
            properties = CommandLine.parse(args);
        } catch (CommandLine.UsageException e) {
            System.err.println(e.getMessage());
            System.err.println(CommandLine.USAGE);
            System.exit(2);
            return;
        }
        serve(properties);
    }

    private static void serve(List<String> properties) {
        var application = new SpringApplication(DidstockApplication.class);
        application.addInitializers(new DemoDefaults());
        try {
            var context = application.run(properties.toArray(String[]::new));
            var port = context.getEnvironment().getRequiredProperty("local.server.port");
            System.out.println("didstock is ready at http://localhost:" + port);
        } catch (RuntimeException _) {
            // Already reported: in one sentence by PlainSentences, or at length by Spring Boot.
            System.exit(1);
        }
    }
}
