package com.didstock.uploads.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tables.Workbooks;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree;
import com.didstock.ui.Tile;
import com.didstock.uploads.FileColumn;
import com.didstock.uploads.UpdateColumn;
import com.didstock.uploads.UploadRow;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadViewTest extends ScreenTest {

    private static final String HEADER = "Number,DID vendor batch,Activation fee,Periodic fee\n";

    @BeforeEach
    void theOperatorSitsDown() {
        signIn(tree.o.admin());
    }

    @Test
    void aFileIsLookedAtCheckedReportedAndThenImported() {
        var numbers = TestTree.freshNumbers(2);
        navigate(UploadView.class);
        assertThat(step()).isEqualTo("File");

        upload(HEADER + numbers.get(0) + ",Carrier numbers,1,2\n" + numbers.get(1) + ",Carrier numbers,one,2\n"
                + numbers.get(0) + ",Carrier numbers,1,2\n");
        assertThat(step()).isEqualTo("Columns");
        assertThat(meanings())
                .containsExactly(
                        FileColumn.NUMBER, FileColumn.VENDOR_BATCH, FileColumn.ACTIVATION_FEE, FileColumn.PERIODIC_FEE);
        assertThat(text()).contains(numbers.get(0));

        test(button("Check the rows")).click();
        untilShown("Import 1 number");
        assertThat(step()).isEqualTo("Check");
        assertThat(tiles()).contains("1", "1", "1");
        assertThat(problems()).isEqualTo(2);

        test(button("Import 1 number")).click();
        untilShown("Show the numbers");
        assertThat(step()).isEqualTo("Import");
        assertThat(find(Anchor.class).all().stream().map(Anchor::getHref))
                .anyMatch(href -> href.startsWith("inventory?vendor-batch="));
        assertThat(text()).contains("1 number is in stock, frozen.").doesNotContain("!uploads");
    }

    @Test
    void whatAColumnMeansIsChangedAndRememberedForTheNextFileLikeIt() {
        var numbers = TestTree.freshNumbers(2);
        navigate(UploadView.class);
        upload("Tel,Who,Once,MRC\n" + numbers.get(0) + ",Carrier numbers,1,2\n");
        assertThat(text()).contains("Say which column has the numbers.");

        select(0, FileColumn.NUMBER);
        assertThat(text()).contains("Still wanted: DID vendor batch, Activation fee.");
        select(1, FileColumn.VENDOR_BATCH);
        select(2, FileColumn.ACTIVATION_FEE);
        test(button("Check the rows")).click();
        untilShown("Import 1 number");

        navigate(UploadView.class);
        upload("Tel,Who,Once,MRC\n" + numbers.get(1) + ",Carrier numbers,1,2\n");
        assertThat(text()).contains("what you said the last time");
        assertThat(meanings())
                .containsExactly(
                        FileColumn.NUMBER, FileColumn.VENDOR_BATCH, FileColumn.ACTIVATION_FEE, FileColumn.PERIODIC_FEE);
    }

    @Test
    void existingStockComesInWithItsHolders() {
        var numbers = TestTree.freshNumbers(2);
        navigate(UploadView.class);
        upload("Number,DID vendor batch,Activation fee,Periodic fee,Holder,Account\n" + numbers.get(0)
                + ",Carrier numbers,1,2,A/CA,desk\n" + numbers.get(1) + ",Carrier numbers,1,2,Nobody,\n");
        assertThat(meanings()).endsWith(FileColumn.PERIODIC_FEE, null, null);

        find(Checkbox.class).all().getFirst().setValue(true);
        roundTrip();
        assertThat(meanings()).endsWith(FileColumn.HOLDER, FileColumn.ACCOUNT);
        test(button("Check the rows")).click();
        untilShown("Import 1 number");
        assertThat(text())
                .contains("Nobody")
                .contains("on 1 row: correct the name in the file")
                .contains("nobody pays an activation");
        test(button("Change the columns")).click();
        assertThat(meanings()).as("still existing stock").endsWith(FileColumn.HOLDER, FileColumn.ACCOUNT);
        test(button("Check the rows")).click();
        untilShown("Import 1 number");

        test(button("Import 1 number")).click();
        untilShown("1 number is in stock with its holders.");
        assertThat(text()).doesNotContain("!uploads");
    }

    @Test
    void aMeaningMovesFromOneColumnToAnother() {
        navigate(UploadView.class);
        upload("Number,Vendor batch,NRC,MRC,Price\n18005550100,Carrier numbers,1,2,3\n");

        select(4, FileColumn.PERIODIC_FEE);

        assertThat(meanings())
                .containsExactly(
                        FileColumn.NUMBER,
                        FileColumn.VENDOR_BATCH,
                        FileColumn.ACTIVATION_FEE,
                        null,
                        FileColumn.PERIODIC_FEE);
    }

    @Test
    void aMissingColumnGetsOneValueForAllRows() {
        navigate(UploadView.class);
        upload("Number,NRC,MRC\n" + TestTree.freshNumbers(1).getFirst() + ",1,2\n");
        assertThat(text()).contains("Still wanted: DID vendor batch.");
        test(button("Check the rows")).click();
        assertThat(messages()).anyMatch(message -> message.contains("The file lacks: DID vendor batch"));

        ComboBox<String> batch = combo("Vendor batch for rows that name none");
        batch.setValue("Carrier numbers");
        roundTrip();
        test(button("Check the rows")).click();

        untilShown("Import 1 number");
    }

    @Test
    void columnsAreChangedAfterTheCheckAsWell() {
        navigate(UploadView.class);
        upload(HEADER + TestTree.freshNumbers(1).getFirst() + ",Carrier numbers,1,2\n");
        test(button("Check the rows")).click();
        untilShown("Import 1 number");

        test(button("Change the columns")).click();

        assertThat(step()).isEqualTo("Columns");
        test(button("Check the rows")).click();
        untilShown("Import 1 number");
    }

    @Test
    void unknownGroupsAreCreatedAndUnknownBatchesCalledByAnotherName() {
        var numbers = TestTree.freshNumbers(2);
        navigate(UploadView.class);
        upload("Number,Vendor batch,NRC,MRC,DID group\n" + numbers.get(0) + ",Old name,1,2,\n" + numbers.get(1)
                + ",Carrier numbers,1,2,Lucky\n");
        test(button("Check the rows")).click();
        untilShown("Names in the file that are not here");
        assertThat(tiles()).contains("0", "2");

        ComboBox<String> instead = find(ComboBox.class).all().stream()
                .map(it -> (ComboBox<String>) it)
                .filter(it -> it.getAriaLabel().orElse("").contains("Old name"))
                .findFirst()
                .orElseThrow();
        instead.setValue("Carrier numbers");
        test(button("Create")).click();
        assertThat(text()).contains("Created");
        test(button("Check again")).click();

        untilShown("Import 2 numbers");
    }

    @Test
    void problemsAreShownByTheirKind() {
        navigate(UploadView.class);
        upload(HEADER + "seven,Carrier numbers,1,2\neight,Carrier numbers,1,2\n18005550100,Carrier numbers,x,2\n");
        test(button("Check the rows")).click();
        untilShown("Problems: 3");
        assertThat(problems()).isEqualTo(3);

        Select<?> kind = find(Select.class).all().getLast();
        test(kind).selectItem("Not a number · 2");

        assertThat(problems()).isEqualTo(2);
    }

    @Test
    void aWorkbookWithSeveralSheetsLetsOneChoose() {
        navigate(UploadView.class);
        upload(Workbooks.xlsx(
                List.of(List.of("Number", "Vendor batch", "NRC", "MRC"), List.of("18005550100", "x", "1", "2"))));

        assertThat(step()).isEqualTo("Columns");
        assertThat(meanings()).contains(FileColumn.NUMBER);
    }

    @Test
    void aRefusedFileIsExplainedAndTheFormStays() {
        navigate(UploadView.class);

        upload("%PDF-1.7 nothing of interest");

        assertThat(messages()).anyMatch(message -> message.contains("another kind of file"));
        assertThat(find(Upload.class).all()).hasSize(1);
        assertThat(step()).isEqualTo("File");
    }

    @Test
    void numbersInStockChangeInTheColumnsTickedAfterOneSawWhatWouldChange() {
        var number = tree.load(tree.o, 1).getFirst();
        navigate(UploadView.class);
        upload(HEADER + number + ",,,8\n");
        test(button("Check the rows")).click();
        untilShown("Import and update");
        assertThat(button("Import and update").isEnabled()).isFalse();

        @SuppressWarnings("unchecked")
        CheckboxGroup<UpdateColumn> columns = find(CheckboxGroup.class).single();
        columns.setValue(Set.of(UpdateColumn.VENDOR_COSTS));
        roundTrip();
        test(button("What would change?")).click();
        assertThat(text()).contains("Would change: 1. Already so: 0. Can't be changed: 0.");
        test(button("Import and update")).click();
        untilShown("Show the numbers");

        assertThat(text()).contains("1 number in stock changed").doesNotContain("!uploads");
        assertThat(tree.holding(tree.o, number).get("recurring_cost").toString())
                .isEqualTo("8.00000");
    }

    @Test
    void whatAnImportWouldDoIsBrowsedNumberByNumber() {
        var known = tree.load(tree.o, 1).getFirst();
        var fresh = TestTree.freshNumbers(21);
        var csv = new StringBuilder(HEADER).append(known).append(",Carrier numbers,1,9.50\n");
        fresh.forEach(number -> csv.append(number).append(",Carrier numbers,1,2\n"));
        navigate(UploadView.class);
        upload(csv.toString());
        test(button("Check the rows")).click();
        untilShown("What an import would do");

        assertThat(rows()).hasSize(20).allMatch(row -> row.kind() == UploadRow.Kind.NEW);
        test(button("Next")).click();
        assertThat(rows()).extracting(UploadRow::number).containsExactly(fresh.getLast());
        assertThat(button("Next").isEnabled()).isFalse();
        test(button("Previous")).click();
        assertThat(rows()).hasSize(20);

        rowKinds().setValue(UploadRow.Kind.CHANGED);
        assertThat(rows()).isEmpty();
        @SuppressWarnings("unchecked")
        CheckboxGroup<UpdateColumn> update = find(CheckboxGroup.class).single();
        update.setValue(Set.of(UpdateColumn.VENDOR_COSTS));
        assertThat(rows()).extracting(UploadRow::number).containsExactly(known);
        assertThat(rows().getFirst().changes())
                .containsExactly(new UploadRow.Difference(UploadRow.Part.RECURRING_COST, "2", "9.5"));
    }

    @SuppressWarnings("unchecked")
    private Select<UploadRow.Kind> rowKinds() {
        return find(Select.class).all().stream()
                .filter(select -> select.getAriaLabel().equals(Optional.of("Which numbers")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private List<UploadRow> rows() {
        return find(Grid.class).all().stream()
                .filter(grid -> grid.getColumnByKey("details") != null)
                .findFirst()
                .map(grid ->
                        ((Grid<UploadRow>) grid).getListDataView().getItems().toList())
                .orElse(List.of());
    }

    @Test
    void somebodyElsesFileIsNotThere() {
        navigate(UploadView.class);
        var number = TestTree.freshNumbers(1).getFirst();
        upload(HEADER + number + ",Carrier numbers,1,2\n");
        assertThat(address()).startsWith("upload?file=");
        var file = address().substring("upload?file=".length());
        assertThat(text()).contains(number);

        signIn(tree.b.admin());
        UI.getCurrent().navigate("upload", QueryParameters.of("file", file));

        assertThat(text()).doesNotContain(number);
        assertThat(messages()).anyMatch(message -> message.contains("The file is not here"));
    }

    @Test
    void whoMayNotUploadDoesNotGetTheScreen() {
        signIn(tree.a.admin());

        assertThat(reached()).isNotInstanceOf(UploadView.class);
    }

    private Object reached() {
        try {
            UI.getCurrent().navigate("upload");
            return getCurrentView();
        } catch (RuntimeException refused) {
            return refused;
        }
    }

    private void upload(String text) {
        upload(text.getBytes(StandardCharsets.UTF_8));
    }

    private void upload(byte[] bytes) {
        test(find(Upload.class).first()).upload("numbers.csv", "text/csv", bytes);
        roundTrip();
    }

    private String step() {
        return find(ListItem.class).all().stream()
                .filter(it -> it.getElement().hasAttribute("aria-current"))
                .map(ListItem::getText)
                .findFirst()
                .orElse("none");
    }

    private List<Select<FileColumn>> selects() {
        return find(Select.class).all().stream()
                .map(it -> (Select<FileColumn>) it)
                .filter(it -> it.getAriaLabel().orElse("").startsWith("Meaning of"))
                .toList();
    }

    private List<FileColumn> meanings() {
        return selects().stream().map(Select::getValue).toList();
    }

    private void select(int column, FileColumn meaning) {
        selects().get(column).setValue(meaning);
        roundTrip();
    }

    private ComboBox<String> combo(String label) {
        return find(ComboBox.class).all().stream()
                .map(it -> (ComboBox<String>) it)
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> tiles() {
        return find(Tile.class).all().stream().map(Tile::value).toList();
    }

    private int problems() {
        return test(find(Grid.class).all().stream()
                        .filter(grid -> grid.getColumnByKey("what") != null)
                        .findFirst()
                        .orElseThrow())
                .size();
    }

    private void untilShown(String text) {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!shown().contains(text) && Instant.now().isBefore(deadline)) {
            ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
        }
        assertThat(shown()).contains(text);
    }

    private String shown() {
        return ((Component) getCurrentView()).getElement().getTextRecursively();
    }
}
