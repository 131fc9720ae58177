package com.didstock.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.branding.OperatorCatalog.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorCatalogTest {

    @TempDir
    Path folder;

    @Test
    void theShippedFolderIsUsable() {
        var catalog = OperatorCatalog.read(Path.of("tenants"));

        assertThat(catalog.operators()).extracting(OperatorSettings::slug).containsExactly("demo");
        assertThat(catalog.operators().getFirst().demo()).isTrue();
    }

    @Test
    void whatIsNotSaidHasItsDefault() throws IOException {
        write("north", "name: North\ndefault-country: DE\n");

        var north = OperatorCatalog.read(folder).operators().getFirst();

        assertThat(north.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(north.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(north.currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(north.adminLogin()).isEqualTo("admin");
        assertThat(north.demo()).isFalse();
        assertThat(north.customersOfSuspended()).isTrue();
        assertThat(north.agingDays("DE", "GEOGRAPHIC")).isEqualTo(45);
        assertThat(north.agingDays("DE", "TOLL_FREE")).isEqualTo(120);
        assertThat(north.agingDays("DE", "INTERNAL")).isZero();
        assertThat(north.noticeDays()).isEqualTo(30);
    }

    @Test
    void theDaysOfNoticeAreTheOperatorsToSay() throws IOException {
        write("north", "name: North\ndefault-country: DE\nprices:\n  notice-days: 7\n");
        assertThat(OperatorCatalog.read(folder).operators().getFirst().noticeDays())
                .isEqualTo(7);

        write("north", "name: North\ndefault-country: DE\nprices:\n  notice-days: 367\n");
        assertThat(problems()).singleElement().asString().contains("line 4: prices.notice-days: must be 0 to 366 days");
    }

    @Test
    void customersOfSuspendedResellersAreKeptOutWhereTheFileSaysSo() throws IOException {
        write("north", "name: North\ndefault-country: DE\ncustomers-of-suspended: false\n");

        assertThat(OperatorCatalog.read(folder).operators().getFirst().customersOfSuspended())
                .isFalse();
    }

    @Test
    void supportAccessIsStandingOnlyWhereTheFileSaysSo() throws IOException {
        write("north", "name: North\ndefault-country: DE\n");
        assertThat(OperatorCatalog.read(folder).operators().getFirst().standingSupport())
                .isFalse();
        write("north", "name: North\ndefault-country: DE\nsupport-access: standing\n");
        assertThat(OperatorCatalog.read(folder).operators().getFirst().standingSupport())
                .isTrue();
        write("north", "name: North\ndefault-country: DE\nsupport-access: always\n");
        assertThat(problems()).singleElement().asString().contains("line 3: support-access: must be none or standing");
    }

    @Test
    void agingGoesByCountryAndTypeFirst() throws IOException {
        write("north", """
                name: North
                default-country: DE
                aging:
                  days: 30
                  countries:
                    GB:
                      mobile: 60
                      all: 90
                """);

        var north = OperatorCatalog.read(folder).operators().getFirst();

        assertThat(north.agingDays("GB", "MOBILE")).isEqualTo(60);
        assertThat(north.agingDays("GB", "TOLL_FREE")).isEqualTo(90);
        assertThat(north.agingDays("US", "TOLL_FREE")).isEqualTo(120);
        assertThat(north.agingDays("US", "MOBILE")).isEqualTo(30);
    }

    @Test
    void allMistakesOfAllFilesAreToldWithFileLineAndKey() throws IOException {
        write("north", """
                name: North
                default-country: XX
                curency: EUR
                currency: EURO
                time-zone: Mars/Olympus
                locale: fr
                aging:
                  days: soon
                  countries:
                    QQ:
                      mobile: 9
                brand:
                  accent-light: blue
                """);
        write("south", "hosts: [\"http://south.example\"]\n");

        assertThat(problems())
                .anyMatch(line -> line.contains("north/operator.yml, line 2: default-country: must be two letters"))
                .anyMatch(line -> line.contains("line 3: curency: is not a key"))
                .anyMatch(line -> line.contains("line 4: currency: must be a code of ISO 4217, as EUR, not \"EURO\""))
                .anyMatch(line -> line.contains("line 5: time-zone: must be a time zone"))
                .anyMatch(line -> line.contains("line 6: locale: must be en or de"))
                .anyMatch(line -> line.contains("line 8: aging.days: must be a whole number, not \"soon\""))
                .anyMatch(line -> line.contains("line 11") && line.contains("QQ is no country"))
                .anyMatch(line -> line.contains("line 13: brand.accent-light: must be a colour like #2f5af5"))
                .anyMatch(line -> line.contains("south/operator.yml: name: is missing"))
                .anyMatch(line -> line.contains("south/operator.yml: default-country: is missing"))
                .anyMatch(line -> line.contains("line 1: hosts: \"http://south.example\" is no host name"))
                .hasSize(11);
    }

    @Test
    void aHostNameLeadsToOneOperatorOnly() throws IOException {
        write("north", "name: North\ndefault-country: DE\nhosts: [numbers.example]\n");
        write("south", "name: South\ndefault-country: DE\nhosts: [NUMBERS.example]\n");

        assertThat(problems()).singleElement().asString().contains("numbers.example is named by north and by south");
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertThat(problems()).singleElement().asString().contains("there is no operator");
    }

    @Test
    void yamlThatIsNoneIsRefused() throws IOException {
        write("north", "name: [North\n");

        assertThat(problems()).singleElement().asString().contains("is no readable YAML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "red",
                "#12345",
                "#1234567",
                "#12345g",
                "#123456; } body { display: none",
                "#123456\n}",
                "url(https://evil.example)",
                "</style><script>alert(1)</script>"
            })
    void nothingButAColourIsAColour(String text) {
        assertThatThrownBy(() -> new Colour(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBrandsStyleSheetHoldsColoursAndNothingOfTheFilesTexts() throws IOException {
        write("north", """
                name: "x; } body { display: none } </style>"
                default-country: DE
                brand:
                  letter: N
                  accent-light: "#7A1FA2"
                  accent-dark: "#F2B8FF"
                """);

        var css = OperatorCatalog.read(folder).operators().getFirst().brand().styleSheet();

        assertThat(css).isEqualTo("""
                :root {
                  --brand-light: #7a1fa2;
                  --brand-on-light: #ffffff;
                  --brand-dark: #f2b8ff;
                  --brand-on-dark: #0d1226;
                }
                """);
    }

    @Test
    void aColourThatNobodyCanReadIsRefused() throws IOException {
        write("north", "name: North\ndefault-country: DE\nbrand:\n  accent-light: \"#ffe000\"\n");

        assertThat(problems()).singleElement().asString().contains("line 4").contains("can hardly be read on #ffffff");
    }

    private List<String> problems() {
        try {
            OperatorCatalog.read(folder);
            return List.of();
        } catch (UnusableException unusable) {
            return unusable.problems();
        }
    }

    private void write(String slug, String yaml) throws IOException {
        Files.createDirectories(folder.resolve(slug));
        Files.writeString(folder.resolve(slug).resolve("operator.yml"), yaml);
    }
}
