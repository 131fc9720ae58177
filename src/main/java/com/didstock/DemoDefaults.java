package com.didstock;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides {@code didstock.demo} where nobody said: on with the embedded database, off with a server of one's own. With the
 * demo on, whose passwords are in the README, the portal answers on this machine only.
 */
class DemoDefaults implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var embedded = !environment.containsProperty("spring.datasource.url");
        var demo = environment.getProperty("didstock.demo", Boolean.class, embedded);
        var decided = new HashMap<String, Object>(Map.of("didstock.demo", demo));
        if (demo && !environment.getProperty("didstock.demo-exposed", Boolean.class, false)) {
            decided.put("server.address", "127.0.0.1");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("demo", decided));
    }
}
