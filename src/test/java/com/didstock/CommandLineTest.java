package com.didstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.CommandLine.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void translatesItsOptionsToProperties() throws UsageException {
        assertThat(CommandLine.parse(
                        "--port", "9090", "--data=elsewhere", "--no-demo", "--jdbc-url", "jdbc:postgresql://db/x"))
                .containsExactly(
                        "--server.port=9090",
                        "--didstock.data=elsewhere",
                        "--didstock.demo=false",
                        "--spring.datasource.url=jdbc:postgresql://db/x");
    }

    @Test
    void passesOptionsOfSpring() throws UsageException {
        assertThat(CommandLine.parse("--spring.datasource.username=me"))
                .containsExactly("--spring.datasource.username=me");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --prot 80        | Unknown option: --prot
                    serve            | Unknown option: serve
                    --no-demo=maybe  | Unknown option: --no-demo=maybe
                    --port           | The option --port needs a value.
                    --data --no-demo | The option --data needs a value.
                    --port http      | The option --port needs a number, not http.
                    """)
    void refusesWhatItDoesNotUnderstand(String typed, String answer) {
        assertThatThrownBy(() -> CommandLine.parse(typed.split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessage(answer);
    }
}
