package com.didstock.testing;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives every Spring context of the tests the shared {@link TestDatabase} as role {@code didstock_app}. Registered in
 * {@code META-INF/spring.factories}, so a {@code @SpringBootTest} needs nothing of its own. A test that wants another
 * database names it in {@code spring.datasource.url}.
 */
class TestDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Of this JVM alone: another one would tidy away what is still needed here. */
    private static final Path UPLOADS = Path.of(
            System.getProperty("java.io.tmpdir"),
            "didstock-test-uploads-" + ProcessHandle.current().pid());

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        // Nothing moves behind a test's back.
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "no upkeep", Map.of("didstock.upkeep", "false", "didstock.uploads", UPLOADS.toString())));
        if (environment.containsProperty("spring.datasource.url")) {
            return;
        }
        var app = TestDatabase.get().access("didstock_app");
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "test database",
                        Map.of(
                                "spring.datasource.url", app.url(),
                                "spring.datasource.username", app.user(),
                                "spring.datasource.password", app.password())));
    }
}
