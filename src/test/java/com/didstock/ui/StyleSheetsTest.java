package com.didstock.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The build makes one style sheet of them all: a block that one file leaves open swallows every file behind it, and no
 * compiler says so.
 */
class StyleSheetsTest {

    private static final Path FOLDER = Path.of("frontend");
    private static final Pattern IMPORT = Pattern.compile("@import url\\(\"([^\"]+)\"\\);");

    static List<Path> styleSheets() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(it -> it.toString().endsWith(".css")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("styleSheets")
    void everyBlockIsClosedInItsFile(Path file) throws IOException {
        assertThat(openBlocks(Files.readString(file))).as(file.toString()).isEmpty();
    }

    @Test
    void anOpenBlockIsSeen() {
        assertThat(openBlocks("a {\n b: c;\n}\n@media (x) {\n d {\n }\n")).containsExactly("line 4");
        assertThat(openBlocks("/* { */ a::before { content: \"}\"; }")).isEmpty();
        assertThat(openBlocks("a { } }")).containsExactly("line 1, closed without being open");
    }

    @Test
    void everyStyleSheetIsLoaded() throws IOException {
        var loaded = new ArrayList<Path>();
        var imports = IMPORT.matcher(Files.readString(FOLDER.resolve("styles.css")));
        while (imports.find()) {
            loaded.add(FOLDER.resolve(imports.group(1)));
        }
        loaded.add(FOLDER.resolve("styles.css"));

        assertThat(loaded).containsExactlyInAnyOrderElementsOf(styleSheets());
    }

    /** {@return where blocks begin that don't end, and where one ends that did not begin} */
    private static List<String> openBlocks(String css) {
        var open = new ArrayList<String>();
        var line = 1;
        var plain = css.replaceAll("(?s)/\\*[^\\n]*?\\*/", "").replaceAll("\"[^\"\\n]*\"", "");
        var comment = Pattern.compile("(?s)/\\*.*?\\*/").matcher(plain);
        plain = comment.replaceAll(it -> "\n".repeat((int) it.group().lines().count() - 1));
        for (var letter : plain.toCharArray()) {
            switch (letter) {
                case '\n' -> line++;
                case '{' -> open.add("line " + line);
                case '}' -> {
                    if (open.isEmpty()) {
                        return List.of("line " + line + ", closed without being open");
                    }
                    open.removeLast();
                }
                default -> {}
            }
        }
        return open;
    }
}
