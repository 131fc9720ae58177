package com.didstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class DemoDefaultsTest {

    @Test
    void theDemoIsOnWithTheEmbeddedDatabaseAndAnswersOnThisMachineOnly() {
        assertThat(decide("didstock.demo", Map.of())).isEqualTo("true");
        assertThat(decide("server.address", Map.of("server.address", "0.0.0.0")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void theDemoIsOffWithAServerOfOnesOwn() {
        var given = Map.<String, Object>of("spring.datasource.url", "jdbc:postgresql://db/didstock");

        assertThat(decide("didstock.demo", given)).isEqualTo("false");
        assertThat(decide("server.address", given)).isNull();
    }

    @Test
    void theDemoIsExposedOnlyWhenAsked() {
        assertThat(decide("server.address", Map.of("didstock.demo-exposed", "true")))
                .isNull();
    }

    @Test
    void whoeverTurnsTheDemoOffGetsNone() {
        var off = Map.<String, Object>of("didstock.demo", "false");

        assertThat(decide("didstock.demo", off)).isEqualTo("false");
        assertThat(decide("server.address", off)).isNull();
    }

    private static @Nullable String decide(String property, Map<String, Object> given) {
        try (var context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", given));

            new DemoDefaults().initialize(context);

            return context.getEnvironment().getProperty(property);
        }
    }
}
