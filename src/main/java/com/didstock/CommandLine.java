package com.didstock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The portal's own options, translated to Spring's properties. Options of Spring itself pass ({@code --spring.…=…}); all
 * else is refused, so that a misspelled option is never silently ignored.
 */
final class CommandLine {

    static final String USAGE = """
            Usage: didstock run [options]
              --port PORT       where the portal listens (default 8080)
              --data DIR        the folder of the embedded database and the log (default data)
              --no-demo         without demo data, users and tokens
              --demo-exposed    with the demo, listen on all addresses and not only on this machine's own
              --jdbc-url URL    use this PostgreSQL instead of the embedded one (see docs/operations.md)
              --help            print this""";

    private static final List<String> SPRING_PREFIXES = List.of(
            "--didstock.", "--spring.", "--server.", "--logging.", "--management.", "--vaadin.", "--springdoc.");

    private final List<String> arguments;
    private final List<String> properties = new ArrayList<>();

    private CommandLine(String[] arguments) {
        this.arguments = List.of(arguments);
    }

    /**
     * Returns Spring's properties as {@code --name=value}.
     *
     * @throws UsageException when an option is unknown or lacks its value; the message says which
     */
    static List<String> parse(String... arguments) throws UsageException {
        var line = new CommandLine(arguments);
        line.parse();
        return List.copyOf(line.properties);
    }

    private void parse() throws UsageException {
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (SPRING_PREFIXES.stream().anyMatch(argument::startsWith) && argument.contains("=")) {
                properties.add(argument);
                continue;
            }
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            var property = propertyOf(name);
            if (property == null) {
                flag(argument);
            } else if (equals >= 0) {
                set(name, property, argument.substring(equals + 1));
            } else {
                set(name, property, i + 1 < arguments.size() ? arguments.get(++i) : "");
            }
        }
    }

    private void flag(String argument) throws UsageException {
        switch (argument) {
            case "--no-demo" -> properties.add("--didstock.demo=false");
            case "--demo-exposed" -> properties.add("--didstock.demo-exposed=true");
            default -> throw new UsageException("Unknown option: " + argument);
        }
    }

    private void set(String option, String property, String value) throws UsageException {
        if (value.isBlank() || value.startsWith("--")) {
            throw new UsageException("The option " + option + " needs a value.");
        }
        if (option.equals("--port") && !value.matches("\\d{1,5}")) {
            throw new UsageException("The option --port needs a number, not " + value + ".");
        }
        properties.add("--" + property + "=" + value);
    }

    private static @Nullable String propertyOf(String option) {
        return switch (option) {
            case "--port" -> "server.port";
            case "--data" -> "didstock.data";
            case "--jdbc-url" -> "spring.datasource.url";
            default -> null;
        };
    }

    /** What was typed cannot be understood. */
    static final class UsageException extends Exception {

        UsageException(String message) {
            super(message);
        }
    }
}
