package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.i18n.Translations;
import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.TenantKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/states.md is the transition table, rendered. To write it anew: {@code -Ddidstock.write-docs=true}. */
class TransitionsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/states.md");

    private final Translations texts = new Translations();

    @Test
    void theDocumentSaysWhatTheCodeDoes() throws IOException {
        var rendered = render();
        if (Boolean.getBoolean("didstock.write-docs")) {
            Files.writeString(DOCUMENT, rendered);
        }

        assertThat(DOCUMENT)
                .as(
                        "write it anew with: JAVA_TOOL_OPTIONS=-Ddidstock.write-docs=true mvn test -Dtest=TransitionsDocumentTest")
                .content()
                .isEqualTo(rendered);
    }

    private String render() {
        var text = new StringBuilder("""
                # What may be done in which state

                Rendered from `com.didstock.assignment.Transitions`; a test keeps it so.

                """);
        for (var kind : OperationKind.values()) {
            text.append("## ").append(text("assignment.kind." + kind)).append("\n\n");
            text.append("`%s`. By: %s. Needs the right %s.%n%n"
                    .formatted(
                            kind,
                            Arrays.stream(TenantKind.values())
                                    .filter(kind.who()::contains)
                                    .map(who -> who.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")),
                            kind.right()));
            text.append("| status | what comes of it |\n|---|---|\n");
            for (var status : DidStatus.values()) {
                text.append("| %s | %s |%n".formatted(text("inventory.status." + status), outcome(kind, status)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String outcome(OperationKind kind, DidStatus status) {
        return switch (Transitions.of(kind, status)) {
            case Transitions.Outcome.Refused(var refusal) -> "refused: " + text("assignment.refusal." + refusal);
            case Transitions.Outcome.Becomes(var result) ->
                switch (result) {
                    case UNCHANGED -> "done; the status stays";
                    case FREE -> "free";
                    case FROZEN -> "frozen";
                    case GIVEN -> "with the customer or reseller";
                    case RESERVED -> "reserved until a day";
                    case IN_USE -> "in use by the account, on every level";
                    case NOT_IN_USE -> "no longer in use; where it then is, is chosen or laid down for the customer";
                    case FREE_OR_AGING -> "free, or aging where a quarantine runs or begins";
                    case GONE -> "in no inventory";
                };
        };
    }

    private String text(String key) {
        return texts.getTranslation(key, Locale.ENGLISH);
    }
}
