package com.didstock.assignment.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.assignment.AgingMinimums;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AgingViewTest extends ScreenTest {

    @Autowired
    AgingMinimums minimums;

    @Test
    void aResellerHasNumbersRestLongerAndTakesThatBack() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate(AgingView.class);
        test(days()).setValue(60);
        test(find(Button.class).withText("Save").single()).click();

        assertThat(messages()).singleElement().asString().contains("rest at least 60 days");
        assertThat(minimums.get(tree.a.admin())).isEqualTo(60);
        UI.getCurrent().navigate(AgingView.class);
        assertThat(days().getValue()).isEqualTo(60);

        days().clear();
        test(find(Button.class).withText("Save").single()).click();
        assertThat(minimums.get(tree.a.admin())).isNull();
    }

    @Test
    void tooManyDaysAreNotSaved() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate(AgingView.class);
        days().setValue(366);
        test(find(Button.class).withText("Save").single()).click();

        assertThat(minimums.get(tree.a.admin())).isNull();
    }

    @Test
    void itIsNotForOthers() {
        for (var who : List.of(tree.o.admin(), tree.a.viewer(), tree.clerk(tree.a), tree.ca.admin())) {
            signIn(who);
            try {
                UI.getCurrent().navigate("settings/aging");
            } catch (RuntimeException _) {
                continue;
            }
            assertThat(getCurrentView()).isNotInstanceOf(AgingView.class);
        }
    }

    private IntegerField days() {
        return find(IntegerField.class).single();
    }
}
