package com.didstock.branding;

import com.didstock.database.StartRefusedException;
import com.didstock.tenancy.OperatorRegister;
import com.didstock.tenancy.OperatorZones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/**
 * The operators of this installation. Reads the tenants folder at start, refusing to start while anything is wrong in
 * it, and again when a file changes: then a mistake is logged and what was read before stays in force.
 *
 * <p>Each operator is registered in the database; one without any user gets its first administrator.
 */
@Service
public class Operators implements OperatorZones {

    private static final Logger LOG = LoggerFactory.getLogger(Operators.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final String PASSWORD_FILE = "admin-password.txt";
    private static final int SHORTEST_PASSWORD = 8;

    private final Path folder;
    private final Path data;
    private final boolean demo;
    private final @Nullable String givenPassword;
    private final OperatorRegister register;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile List<Operator> operators;
    private volatile String stamp;
    private volatile long nextLook;

    Operators(Environment environment, OperatorRegister register) {
        this.register = register;
        folder = Path.of(environment.getProperty("didstock.tenants", "tenants"));
        data = Path.of(environment.getProperty("didstock.data", "data"));
        demo = environment.getProperty("didstock.demo", Boolean.class, false);
        givenPassword = environment.getProperty("DIDSTOCK_ADMIN_PASSWORD");
        try {
            var catalog = OperatorCatalog.read(folder);
            operators = registered(catalog);
            stamp = catalog.stamp();
        } catch (OperatorCatalog.UnusableException unusable) {
            throw new StartRefusedException(
                    "The tenants folder can't be used:\n  " + String.join("\n  ", unusable.problems()));
        }
        nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    }

    /** {@return all operators} */
    public List<Operator> all() {
        lookForChanges();
        return operators;
    }

    @Override
    public ZoneId zone(int operatorId) {
        return known(operatorId).map(OperatorSettings::zone).orElse(ZoneOffset.UTC);
    }

    /** {@return the operator of the folder with this name} */
    public Optional<Operator> bySlug(String slug) {
        return all().stream()
                .filter(operator -> operator.settings().slug().equals(slug))
                .findFirst();
    }

    /**
     * {@return the operator whose portal answers under this host name: the one that names it, or the only one}
     *
     * @param host without port
     */
    public Optional<Operator> forHost(String host) {
        var known = all();
        var lower = host.toLowerCase(Locale.ROOT);
        var named = known.stream()
                .filter(operator -> operator.settings().hosts().contains(lower))
                .findFirst();
        return named.isEmpty() && known.size() == 1 ? Optional.of(known.getFirst()) : named;
    }

    /** {@return what the operator's file says; the defaults for an operator whose folder was taken away} */
    public OperatorSettings settings(int operatorId) {
        return all().stream()
                .filter(operator -> operator.id() == operatorId)
                .findFirst()
                .map(Operator::settings)
                .orElse(OperatorSettings.DEFAULTS);
    }

    /** {@return what the operator's file says; nothing if its folder is gone} */
    public Optional<OperatorSettings> known(int operatorId) {
        return all().stream()
                .filter(operator -> operator.id() == operatorId)
                .findFirst()
                .map(Operator::settings);
    }

    private void lookForChanges() {
        if (System.nanoTime() - nextLook < 0 || !looking.tryLock()) {
            return;
        }
        try {
            nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
            reloadIfChanged();
        } finally {
            looking.unlock();
        }
    }

    /** Reads the folder again if a file changed; keeps what was read before if it can't be used. */
    void reloadIfChanged() {
        var now = OperatorCatalog.stamp(folder);
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        try {
            operators = registered(OperatorCatalog.read(folder));
            LOG.info("read the tenants folder again: {} operators", operators.size());
        } catch (OperatorCatalog.UnusableException unusable) {
            LOG.error(
                    "the changed tenants folder can't be used, what was read before stays in force:\n  {}",
                    String.join("\n  ", unusable.problems()));
        } catch (RuntimeException failed) {
            stamp = "";
            LOG.error("the changed tenants folder could not be taken over, will be tried again", failed);
        }
    }

    private List<Operator> registered(OperatorCatalog catalog) {
        var known = new ArrayList<Operator>();
        for (var settings : catalog.operators()) {
            var id = register.register(
                    settings.slug(), settings.name(), settings.currency().getCurrencyCode());
            register.setRules(id, settings.customersOfSuspended());
            register.setStandingSupport(id, settings.standingSupport());
            known.add(new Operator(id, settings));
            if (!(settings.demo() && demo)) {
                makeFirstAdmin(id, settings);
            }
        }
        return List.copyOf(known);
    }

    private void makeFirstAdmin(int operatorId, OperatorSettings settings) {
        var password = givenPassword == null ? register.generatePassword() : givenPassword;
        if (password.length() < SHORTEST_PASSWORD) {
            throw new StartRefusedException(
                    "DIDSTOCK_ADMIN_PASSWORD must have at least " + SHORTEST_PASSWORD + " characters.");
        }
        if (!register.registerFirstAdmin(operatorId, settings.adminLogin(), "Administrator", password)) {
            return;
        }
        if (givenPassword == null) {
            writeDown(settings, password);
        }
        LOG.info("created the first administrator of {}: {}", settings.slug(), settings.adminLogin());
    }

    /** Readable by whoever runs the portal only; appended, for there may be several operators. */
    private void writeDown(OperatorSettings settings, String password) {
        var file = data.resolve(PASSWORD_FILE);
        var line = "%s: log in as %s with %s%n".formatted(settings.slug(), settings.adminLogin(), password);
        try {
            Files.createDirectories(data);
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, Files.readString(file) + line);
            LOG.info("the first password of {} is in {}", settings.adminLogin(), file);
        } catch (IOException unwritable) {
            throw new StartRefusedException(
                    "The administrator's password can't be written to " + file
                            + "; give one in DIDSTOCK_ADMIN_PASSWORD.",
                    unwritable);
        }
    }
}
