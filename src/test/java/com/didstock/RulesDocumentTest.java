package com.didstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The document of the rules names tests that are there. */
class RulesDocumentTest {

    private static final int SIDES = 3;
    private static final Path DOCUMENT = Path.of("docs/rules.md");
    private static final Pattern NAMED = Pattern.compile("`([a-z]+(?:\\.ui)?\\.[A-Za-z]+)#([A-Za-z0-9]+)`");

    @Test
    void everyTestThatItNamesExists() throws IOException {
        var named = NAMED.matcher(Files.readString(DOCUMENT)).results().toList();

        assertThat(named).hasSizeGreaterThan(250);
        assertThat(named.stream().filter(test -> !exists(test)).map(MatchResult::group))
                .as("%s names tests that are not there; name those that prove the rule now", DOCUMENT)
                .isEmpty();
    }

    @Test
    void everyRuleNamesATestOrSaysThatThereIsNone() throws IOException {
        var rules = rules();

        assertThat(rules).hasSizeGreaterThan(60);
        assertThat(rules)
                .allSatisfy(rule -> assertThat(proofs(rule))
                        .hasSize(SIDES)
                        .allMatch(proof -> proof.matches("—|no test|no screen [a-z A-Z]+|(`[^`]+#[^`]+` ?)+")));
    }

    @Test
    void everyRuleThatThePortalKeepsIsProvedOnOneSideAtLeast() throws IOException {
        assertThat(rules())
                .allSatisfy(rule -> assertThat(proofs(rule)).isNotEqualTo(List.of("no test", "no test", "no test")));
    }

    @Test
    void aTestThatIsNotThereIsSeen() {
        assertThat(NAMED.matcher("`model.ModelTest#thereIsNoSuchTest`").results())
                .noneMatch(RulesDocumentTest::exists);
        assertThat(NAMED.matcher("`model.NoSuchTest#atAll`").results()).noneMatch(RulesDocumentTest::exists);
    }

    private static List<String> rules() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| rule |"))
                .toList();
    }

    /** In the services, over the API and on screen. */
    private static List<String> proofs(String rule) {
        return List.of(rule.replaceAll(" \\|$", "").split(" \\| ")).subList(1, 1 + SIDES);
    }

    private static boolean exists(MatchResult test) {
        try {
            var declaring =
                    Class.forName("com.didstock." + test.group(1), false, RulesDocumentTest.class.getClassLoader());
            return Arrays.stream(declaring.getDeclaredMethods())
                    .filter(method -> method.getName().equals(test.group(2)))
                    .anyMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class));
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
