package com.didstock.downloads.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.downloads.DownloadOrder;
import com.didstock.downloads.DownloadOrder.What;
import com.didstock.downloads.ExistingStockFiles.Reach;
import com.didstock.downloads.NumberDownloads;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.sheets.SheetFormat;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DownloadMenuTest extends ScreenTest {

    @Autowired
    NumberDownloads downloads;

    @Test
    void offersWhatIsSearchedAndWhatIsTicked() {
        tree.load(tree.o, 3);
        signIn(tree.o.viewer());
        open();

        assertThat(offered()).containsExactly("What is searched, as CSV", "What is searched, as Excel (XLSX)");

        Grid<?> grid = find(Grid.class).single();
        test((Checkbox) test(grid).getCellComponent(0, 0)).click();
        test((Checkbox) test(grid).getCellComponent(2, 0)).click();

        assertThat(offered())
                .containsExactly(
                        "What is searched, as CSV",
                        "What is searched, as Excel (XLSX)",
                        "Selected numbers (2), as CSV",
                        "Selected numbers (2), as Excel (XLSX)");
    }

    @Test
    void aThirdDownloadOfTheTenantIsRefusedInASentence() {
        tree.load(tree.o, 1);
        var order = new DownloadOrder(
                What.Found.all(InventoryFilter.EVERYTHING, DidSort.NUMBER, true),
                Set.of(),
                SheetFormat.CSV,
                ZoneOffset.UTC);
        signIn(tree.o.admin());
        open();

        try (var _ = downloads.begin(tree.o.viewer(), order);
                var _ = downloads.begin(tree.o.viewer(), order)) {
            choose("What is searched, as CSV");
            assertThat(messages())
                    .containsExactly("2 downloads of yours are being written, or the portal is busy. Wait until one is"
                            + " done, then try again.");
        }
        choose("What is searched, as CSV");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void wholeChainsOfTheStockWantAReason() {
        tree.load(tree.o, 1);
        signIn(tree.o.admin());
        open();
        choose("Stock with its holders …");

        RadioButtonGroup<Reach> reach =
                (RadioButtonGroup<Reach>) find(RadioButtonGroup.class).all().getFirst();
        reach.setValue(Reach.WHOLE_CHAINS);
        roundTrip();
        test(button("Download")).click();
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("Whole chains are told only with a reason: write 3 to 300 characters")
                .doesNotContain("!downloads");

        find(TextField.class).all().stream()
                .filter(it -> "Why you take whole chains along".equals(it.getLabel()))
                .findFirst()
                .orElseThrow()
                .setValue("moving out");
        test(button("Download")).click();
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void aResellerThatBuysForItselfIsNotAskedAndOthersHaveNoStockOfTheirOwn() {
        signIn(tree.b.admin());
        open();
        choose("Stock with its holders …");
        assertThat(find(RadioButtonGroup.class).all()).hasSize(1);

        signIn(tree.a.admin());
        open();
        assertThat(offered()).doesNotContain("Stock with its holders …");
    }

    private void open() {
        navigate("inventory", Component.class);
    }

    private List<String> offered() {
        return items().stream()
                .filter(Component::isVisible)
                .map(MenuItem::getText)
                .toList();
    }

    private void choose(String text) {
        var item = items().stream()
                .filter(it -> it.getText().equals(text))
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(item, new ClickEvent<>(item));
        roundTrip();
    }

    private List<MenuItem> items() {
        return find(MenuBar.class)
                .withClassName("download-menu")
                .single()
                .getItems()
                .getFirst()
                .getSubMenu()
                .getItems();
    }
}
