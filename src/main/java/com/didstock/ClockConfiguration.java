package com.didstock;

import com.didstock.demo.DemoClock;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one source of time; tests put their own in its place. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    Clock clock(@Value("${didstock.demo:false}") boolean demo) {
        return demo ? new DemoClock(Clock.systemUTC()) : Clock.systemUTC();
    }
}
