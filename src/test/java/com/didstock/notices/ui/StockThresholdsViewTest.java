package com.didstock.notices.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.notices.StockThreshold.Terms;
import com.didstock.notices.StockThresholds;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockThresholdsViewTest extends ScreenTest {

    @Autowired
    StockThresholds thresholds;

    @Test
    void anAdministratorSaysHowManyAreToBeFreeAndTakesItBack() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate(NoticeSettingsView.class);
        test(button("Stock warnings")).click();
        test(button("New warning")).click();
        var dialog = find(Dialog.class).single();
        test(find(TextField.class).from(dialog).single()).setValue("Berlin");
        test(find(IntegerField.class).from(dialog).single()).setValue(20);
        test(find(Button.class).from(dialog).withText("Save").single()).click();

        assertThat(thresholds.list(tree.a.admin()))
                .extracting(it -> it.terms())
                .containsExactly(new Terms(null, "Berlin", null, 20));
        assertThat(rows()).containsExactly("— Berlin — 20 no");

        test(button("New warning")).click();
        dialog = find(Dialog.class).single();
        test(find(TextField.class).from(dialog).single()).setValue("Berlin");
        test(find(IntegerField.class).from(dialog).single()).setValue(20);
        test(find(Button.class).from(dialog).withText("Save").single()).click();
        assertThat(thresholds.list(tree.a.admin())).hasSize(1);
        assertThat(find(Dialog.class).all()).as("stays open").isNotEmpty();
    }

    @Test
    void whoDoesNotAdministerIsNotOfferedThem() {
        signIn(tree.a.viewer());
        UI.getCurrent().navigate(NoticeSettingsView.class);
        assertThat(find(Button.class).withText("Stock warnings").all()).isEmpty();
        signIn(tree.ca.admin());
        UI.getCurrent().navigate(NoticeSettingsView.class);
        assertThat(find(Button.class).withText("Stock warnings").all()).isEmpty();
    }

    private List<String> rows() {
        Grid<?> grid = find(Grid.class).single();
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> IntStream.range(0, 5)
                        .mapToObj(cell -> test(grid).getCellText(row, cell))
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
