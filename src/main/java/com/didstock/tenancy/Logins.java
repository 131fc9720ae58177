package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.APP_USER;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Checks who logs in. Failed logins are slowed down, for each account and for each source address: after some failures
 * one has to wait, twice as long after each further one. Those who are logged in already notice nothing. A user who
 * does not exist is treated exactly like a wrong password.
 */
@Service
public class Logins {

    private static final int FAILURES_OF_ACCOUNT = 5;
    /** Many people may share one address. */
    private static final int FAILURES_OF_SOURCE = 20;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(30);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(12);
    private static final int LONGEST_PASSWORD = 500;
    private static final int SWEEP_EVERY = 500;

    private final Entry entry;
    private final Passwords passwords;
    private final TenantTransaction transactions;
    private final Clock clock;
    private final boolean demo;
    private final AtomicInteger attempts = new AtomicInteger();

    Logins(
            Entry entry,
            Passwords passwords,
            TenantTransaction transactions,
            Clock clock,
            @Value("${didstock.demo:false}") boolean demo) {
        this.entry = entry;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
        this.demo = demo;
    }

    /**
     * Logs a user in.
     *
     * @param operatorId the operator whose portal is being logged in to
     * @param source the address the login comes from
     * @throws LoginRefusedException if name or password is wrong
     * @throws LoginThrottledException if there were too many failures
     */
    public SignedInUser logIn(int operatorId, String login, String password, String source) {
        var name = login.strip().toLowerCase(Locale.ROOT);
        var now = clock.instant();
        sweepNowAndThen(now);
        // The source first: an address that is blocked must not be able to block accounts.
        var subjects = List.of(source(source), account(operatorId, name));
        count(subjects.getFirst(), FAILURES_OF_SOURCE, now);
        try {
            count(subjects.getLast(), FAILURES_OF_ACCOUNT, now);
        } catch (LoginThrottledException throttled) {
            entry.takeBackAttempt(subjects.getFirst());
            throw throttled;
        }
        var found = isPossible(name, password)
                ? entry.findLogin(operatorId, name, demo)
                : Optional.<Entry.KnownLogin>empty();
        if (!hasPassword(found, password)) {
            throw new LoginRefusedException();
        }
        var known = found.orElseThrow();
        entry.forgetFailures(subjects.getLast());
        entry.takeBackAttempt(subjects.getFirst());
        var user = new SignedInUser(operatorId, known.tenantId(), known.userId(), name, known.displayName(), false);
        noteLogin(user.actor());
        return user;
    }

    private boolean hasPassword(Optional<Entry.KnownLogin> found, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            return false;
        }
        if (found.isEmpty()) {
            passwords.matchNobody(password);
            return false;
        }
        return passwords.matches(password, found.get().passwordHash());
    }

    private void count(String subject, int free, Instant now) {
        var blocked = entry.countAttempt(subject, free, FIRST_DELAY, LONGEST_DELAY, MEMORY, now);
        if (blocked.isPresent()) {
            var seconds = Duration.between(now, blocked.get()).plusMillis(999).toSeconds();
            throw new LoginThrottledException(Duration.ofSeconds(Math.max(1, seconds)));
        }
    }

    private void noteLogin(Actor actor) {
        try {
            transactions.write(
                    actor,
                    Right.VIEW,
                    context -> context.sql()
                            .update(APP_USER)
                            .set(APP_USER.LAST_LOGIN_AT, context.now().atOffset(ZoneOffset.UTC))
                            .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                            .and(APP_USER.USER_ID.eq(actor.userId()))
                            .execute());
        } catch (ActorRefusedException _) {
            // The operator above is suspended: to the user the same as a wrong password.
            throw new LoginRefusedException();
        }
    }

    private void sweepNowAndThen(Instant now) {
        if (attempts.incrementAndGet() % SWEEP_EVERY == 0) {
            entry.forgetFailuresBefore(now.minus(MEMORY));
        }
    }

    /** Names that no user can have are not asked for; a NUL would not even reach the database. */
    private static boolean isPossible(String name, String password) {
        return name.length() >= 2
                && name.length() <= 120
                && password.length() <= LONGEST_PASSWORD
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static String account(int operatorId, String name) {
        return "account:" + operatorId + ":" + Secrets.sha256Hex(name);
    }

    private static String source(String address) {
        return "source:" + address;
    }
}
