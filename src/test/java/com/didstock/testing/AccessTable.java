package com.didstock.testing;

import com.didstock.tenancy.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * A part of the table of who may what: a file of lines, each with what each of {@link Person} and somebody not signed in
 * is answered. What is there but not in the table fails its test, and what is in the table but not there does, too.
 */
public final class AccessTable {

    /** Those for whom the table has a column each, in that order. */
    public enum Person {
        OPERATOR_ADMIN,
        OPERATOR_VIEWER,
        OPERATOR_CLERK,
        RESELLER_ADMIN,
        RESELLER_VIEWER,
        RESELLER_CLERK,
        CUSTOMER,
        CUSTOMER_CLERK;

        /** {@return somebody of this role: of O, of B, which buys from vendors itself, or of its customer CB} */
        public Actor in(TestTree tree) {
            return switch (this) {
                case OPERATOR_ADMIN -> tree.o.admin();
                case OPERATOR_VIEWER -> tree.o.viewer();
                case OPERATOR_CLERK -> tree.clerk(tree.o);
                case RESELLER_ADMIN -> tree.b.admin();
                case RESELLER_VIEWER -> tree.b.viewer();
                case RESELLER_CLERK -> tree.clerk(tree.b);
                case CUSTOMER -> tree.cb.admin();
                case CUSTOMER_CLERK -> tree.clerk(tree.cb);
            };
        }
    }

    private final String file;
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private AccessTable(String file) {
        this.file = file;
    }

    /** Reads a file of {@code src/test/resources/access}. */
    public static AccessTable of(String file) {
        var table = new AccessTable(file);
        for (var line : text(file).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var words = Arrays.asList(line.strip().split(" *\\| *"));
            var cells = Arrays.asList(words.get(1).strip().split(" +"));
            if (table.lines.put(words.getFirst(), cells) != null) {
                throw new IllegalStateException(file + " says twice: " + words.getFirst());
            }
        }
        return table;
    }

    private static String text(String file) {
        try (var in = AccessTable.class.getResourceAsStream("/access/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What somebody is answered. */
    @FunctionalInterface
    public interface Probe {

        /** {@return one word for each column} */
        List<String> answers() throws Exception;
    }

    /** {@return a test that something is in the table, and is as that says} */
    public DynamicTest line(String name, Probe probe) {
        return DynamicTest.dynamicTest(name, () -> {
            var answers = probe.answers();
            var listed = lines.get(name);
            if (listed == null) {
                throw new AssertionFailedError(
                        "Nobody has said who may do this. If this is right, add it to access/%s:%n%s"
                                .formatted(file, render(name, answers)));
            }
            if (!listed.equals(answers)) {
                throw new AssertionFailedError(
                        "access/%s says otherwise than it is:%n%s".formatted(file, render(name, answers)),
                        render(name, listed),
                        render(name, answers));
            }
        });
    }

    /** {@return a test that the table names nothing else} */
    public DynamicTest nothingBut(Set<String> names) {
        return DynamicTest.dynamicTest("access/" + file + " names nothing that is not there", () -> {
            var gone = new TreeSet<>(lines.keySet());
            gone.removeAll(names);
            if (!gone.isEmpty()) {
                throw new AssertionFailedError("not there any more, remove from access/%s: %s".formatted(file, gone));
            }
        });
    }

    private static String render(String name, List<String> cells) {
        var line = new StringBuilder("%-80s |".formatted(name));
        new ArrayList<>(cells).forEach(cell -> line.append(" %-4s".formatted(cell)));
        return line.toString().stripTrailing();
    }
}
