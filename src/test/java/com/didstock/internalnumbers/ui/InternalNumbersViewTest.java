package com.didstock.internalnumbers.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.internalnumbers.InternalNumber;
import com.didstock.internalnumbers.InternalNumbers;
import com.didstock.internalnumbers.InternalRanges;
import com.didstock.testing.Invariants;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.FormDialog;
import com.didstock.ui.PageTabs;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InternalNumbersViewTest extends ScreenTest {

    @Autowired
    InternalRanges ranges;

    @Autowired
    InternalNumbers numbers;

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aCustomerChoosesTakesUsesAndGivesBack() {
        ranges.add(tree.o.admin(), "080", "089", null);
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("internal");
        assertThat(text())
                .contains("Internal numbers (no charge)", "No internal numbers yet", "You hold 0 of 10", "080")
                .doesNotContain("!internal");

        test(button("082")).click();
        test(button("080")).click();
        test(button("Take 2")).click();
        assertThat(held()).containsExactly("080", "082");
        assertThat(messages()).anyMatch(message -> message.contains("2 numbers are yours: 080, 082"));
        assertThat(text()).contains("You hold 2 of 10");
        assertThat(find(Button.class).all()).extracting(Button::getText).doesNotContain("080");

        choose(0, "Use for an account");
        field("Name of the new account").setValue("Door");
        test(button("Use")).click();
        assertThat(tree.status(tree.ca, "080")).isEqualTo("IN_USE");
        choose(1, "Give back");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(held()).containsExactly("080");
    }

    @Test
    void theyAreATabOfGettingNumbersForWhomeverMayGetOthersToo() {
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("get-numbers");
        assertThat(tabs()).containsExactly("get-numbers", "internal");
        UI.getCurrent().navigate("internal");
        assertThat(tabs()).containsExactly("get-numbers", "internal");
        signIn(tree.a.admin());
        UI.getCurrent().navigate("internal-ranges");
        assertThat(tabs()).containsExactly("get-numbers", "internal-ranges");
        signIn(tree.clerk(tree.ca));
        UI.getCurrent().navigate("internal");
        assertThat(find(PageTabs.class).all()).isEmpty();
        signIn(tree.o.admin());
        UI.getCurrent().navigate("internal-ranges");
        assertThat(find(PageTabs.class).all()).isEmpty();
    }

    private List<String> tabs() {
        return find(Anchor.class).from(find(PageTabs.class).single()).all().stream()
                .map(Anchor::getHref)
                .toList();
    }

    @Test
    void whoComesTooLateIsTold() {
        ranges.add(tree.o.admin(), "080", "089", null);
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("internal");
        test(button("080")).click();
        numbers.take(tree.cb.admin(), List.of("080"));

        test(button("Take 1")).click();

        assertThat(held()).isEmpty();
        assertThat(messages()).anyMatch(message -> message.contains("080 is no longer free"));
    }

    @Test
    void theSearchUnderstandsLetters() {
        ranges.add(tree.o.admin(), "7000", "7999", null);
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("internal");

        test(field("")).setValue("7%OK");

        assertThat(find(Button.class).all())
                .extracting(Button::getText)
                .contains("7065", "7165")
                .doesNotContain("7000");
    }

    @Test
    void theOperatorAddsARangeAndEveryLevelSaysLimits() {
        signIn(tree.o.admin());
        UI.getCurrent().navigate("internal-ranges");
        assertThat(text())
                .contains("No ranges yet", "How many customers may hold")
                .doesNotContain("!internal");
        test(button("Add range")).click();
        field("First number").setValue("100");
        field("Last number").setValue("99");
        test(last("Add range")).click();
        assertThat(texts(find(FormDialog.class).first())).anyMatch(text -> text.contains("3 to 6 digits"));
        field("Last number").setValue("199");
        test(last("Add range")).click();
        assertThat(ranges.list(tree.o.admin())).hasSize(1);

        signIn(tree.a.admin());
        UI.getCurrent().navigate("internal-ranges");
        assertThat(text()).doesNotContain("Add range");
        Grid<?> children = find(Grid.class).first();
        test((Button) test(children).getCellComponent(1, 3)).click();
        find(IntegerField.class).first().setValue(4);
        test(button("Save")).click();
        assertThat(numbers.allowance(tree.ca.admin()).most()).isEqualTo(4);
    }

    @Test
    void theScreensAreTheirOwnersAlone() {
        for (var seller : List.of(tree.o, tree.a)) {
            signIn(seller.admin());
            UI.getCurrent().navigate("internal");
            assertThat(text()).doesNotContain("Free numbers");
        }
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("internal-ranges");
        assertThat(text()).doesNotContain("How many customers may hold");
        signIn(tree.a.viewer());
        UI.getCurrent().navigate("internal-ranges");
        assertThat(find(Button.class).all()).extracting(Button::getText).doesNotContain("Change");
    }

    private List<String> held() {
        return numbers.held(tree.ca.admin()).stream()
                .map(InternalNumber::number)
                .toList();
    }

    private Button last(String text) {
        return button(text);
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(field -> label.isEmpty()
                        ? field.getPlaceholder() != null
                                && field.getPlaceholder().startsWith("Number, such")
                        : label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }
}
