package com.didstock;

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
        SpringApplication.run(DidstockApplication.class, args);
    }
}
