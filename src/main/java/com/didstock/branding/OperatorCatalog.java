package com.didstock.branding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the tenants folder says, read whole.
 *
 * @param operators in the order of their folders' names
 * @param stamp changes whenever a file changes
 */
record OperatorCatalog(List<OperatorSettings> operators, String stamp) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final String FILE = "operator.yml";

    /**
     * @throws UnusableException if anything is wrong in any file; it names all of it
     */
    static OperatorCatalog read(Path folder) {
        var problems = new ArrayList<String>();
        var operators = new ArrayList<OperatorSettings>();
        for (var operator : folders(folder)) {
            var slug = operator.getFileName().toString();
            if (!SLUG.matcher(slug).matches()) {
                problems.add(operator + ": the folder's name must be lower case letters, digits and hyphens");
            }
            var file = operator.resolve(FILE);
            if (Files.isRegularFile(file)) {
                OperatorFile.read(slug, file, problems).ifPresent(operators::add);
            } else {
                problems.add(operator + ": there is no " + FILE);
            }
        }
        if (operators.isEmpty() && problems.isEmpty()) {
            problems.add(folder.toAbsolutePath() + ": there is no operator; make a folder with an " + FILE
                    + ", or name the right folder in didstock.tenants");
        }
        refuseSharedHosts(operators, problems);
        if (!problems.isEmpty()) {
            throw new UnusableException(problems);
        }
        return new OperatorCatalog(List.copyOf(operators), stamp(folder));
    }

    /** {@return what tells a changed folder from an unchanged one, without reading the files} */
    static String stamp(Path folder) {
        var stamp = new StringBuilder();
        for (var operator : folders(folder)) {
            var file = operator.resolve(FILE);
            try {
                stamp.append(operator.getFileName())
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('/')
                        .append(Files.size(file))
                        .append(';');
            } catch (IOException _) {
                stamp.append(operator.getFileName()).append('?');
            }
        }
        return stamp.toString();
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.list(folder)) {
            return found.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UnusableException(List.of(folder + ": can't be read: " + unreadable.getMessage()));
        }
    }

    private static void refuseSharedHosts(List<OperatorSettings> operators, List<String> problems) {
        var owners = new HashMap<String, String>();
        for (var operator : operators) {
            for (var host : operator.hosts()) {
                var other = owners.put(host, operator.slug());
                if (other != null) {
                    problems.add("hosts: " + host + " is named by " + other + " and by " + operator.slug()
                            + "; a host name leads to one operator");
                }
            }
        }
    }

    /** The folder can't be used as it is. */
    static final class UnusableException extends RuntimeException {

        private final List<String> problems;

        UnusableException(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        List<String> problems() {
            return problems;
        }
    }
}
