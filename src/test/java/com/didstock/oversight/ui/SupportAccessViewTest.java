package com.didstock.oversight.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.oversight.SupportAccess;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SupportAccessViewTest extends ScreenTest {

    @Autowired
    SupportAccess support;

    @Test
    void aTenantGivesAccessAndTakesItBack() {
        navigate(SupportAccessView.class);

        test(button("Give support access")).click();
        assertThat(support.grants(tree.a.admin())).hasSize(1);
        Grid<?> grid = find(Grid.class).first();
        assertThat(test(grid).getCellText(0, 3)).isEqualTo("holds");

        test((Button) test(grid).getCellComponent(0, 4)).click();
        assertThat(test(grid).getCellText(0, 3)).startsWith("ended by");
        assertThat(text()).doesNotContain("!oversight");
    }

    @Test
    void theOperatorIsOfferedToViewOnlyAsThoseWhoLetIt() {
        support.give(tree.a.admin(), 8);
        signIn(tree.o.admin());
        navigate(TenantsView.class);

        Grid<?> grid = find(Grid.class).first();
        var offered = (Component) test(grid).getCellComponent(0, 9);
        assertThat(offered).isInstanceOf(Button.class);
        assertThat(((Button) offered).getAriaLabel()).contains("View as A");
        assertThat((Component) test(grid).getCellComponent(1, 9)).isNotInstanceOf(Button.class);
    }
}
