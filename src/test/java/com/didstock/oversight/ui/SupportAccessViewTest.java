package com.didstock.oversight.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.oversight.SupportAccess;
import com.didstock.tenancy.OperatorRegisters;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestDatabase;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
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
    void aTenantRefusesWhatTheOperatorsFileGives() {
        OperatorRegisters.over(TestDatabase.get().app()).setStandingSupport(tree.o.id(), true);
        support.begin(tree.o.admin(), tree.a.id());

        navigate(SupportAccessView.class);
        Grid<?> grid = find(Grid.class).first();
        assertThat(test(grid).getCellText(0, 1)).isEqualTo("your provider’s rule");
        var standing = find(Checkbox.class).single();
        assertThat(standing.getValue()).isTrue();
        test(standing).click();

        assertThat(support.standing(tree.a.admin()).refused()).isTrue();
        assertThat(test(grid).getCellText(0, 3)).startsWith("ended by");
        signIn(tree.o.admin());
        navigate(TenantsView.class);
        Grid<?> tenants = find(Grid.class).first();
        assertThat((Component) test(tenants).getCellComponent(0, 9)).isNotInstanceOf(Button.class);
        assertThat((Component) test(tenants).getCellComponent(1, 9)).isInstanceOf(Button.class);
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
