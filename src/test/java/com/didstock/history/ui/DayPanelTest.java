package com.didstock.history.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.history.NumberStays;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Member;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The day that is asked about beside a number's history. */
class DayPanelTest extends ScreenTest {

    @Autowired
    NumberStays stays;

    private List<String> numbers = List.of();

    @BeforeEach
    void sell() {
        numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
    }

    @Test
    void todayItIsWithTheCustomerAtThePriceBetweenThem() {
        var told = told(tree.a, 0);

        assertThat(told)
                .contains("With you", "€2.50 a month, €1.20 once, to your provider", "CA", "€3.00 a month")
                .doesNotContain("!activity");
        assertThat(told(tree.o, 0)).contains("to the vendor", "A").doesNotContain("€3.00", "CA");
    }

    @Test
    void beforeItCameNobodyIsNamedNorAnyPrice() {
        assertThat(told(tree.ca, 40))
                .contains("You did not hold this number on")
                .doesNotContain("€");
    }

    @Test
    void aClerkIsShownNoPrice() {
        signIn(tree.clerk(tree.a));
        var panel = new DayPanel(tree.clerk(tree.a), stays, numbers.getFirst());

        assertThat(choose(panel, stays.today(tree.a.admin()))).contains("CA").doesNotContain("€");
    }

    private String told(Member reader, int daysAgo) {
        signIn(reader.admin());
        var panel = new DayPanel(reader.admin(), stays, numbers.getFirst());
        return choose(panel, stays.today(reader.admin()).minusDays(daysAgo));
    }

    private String choose(DayPanel panel, LocalDate day) {
        UI.getCurrent().add(panel);
        find(DatePicker.class).from(panel).first().setValue(day);
        return texts(panel).collect(Collectors.joining(" "));
    }
}
