package com.didstock.tenancy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with Argon2id. A hash takes memory and time on purpose, so only a few are computed at
 * once: guessing must not take the machine away from those who work.
 */
@Component
public class Passwords {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final String nobodys = hash("nobody has this password");

    /** {@return the password's hash, to be stored} */
    public String hash(String password) {
        enter();
        try {
            return String.valueOf(encoder.encode(password));
        } finally {
            places.release();
        }
    }

    boolean matches(String password, String hash) {
        enter();
        try {
            return encoder.matches(password, hash);
        } finally {
            places.release();
        }
    }

    /** Does the work of a check for a user who does not exist, so that the time taken tells nothing. */
    void matchNobody(String password) {
        matches(password, nobodys);
    }

    private void enter() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LoginThrottledException(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LoginThrottledException(PATIENCE);
        }
    }
}
