package com.didstock.provisioning.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.provisioning.UseDifference;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.Tile;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ComparisonViewTest extends ScreenTest {

    @Autowired
    Accounts accounts;

    @Autowired
    AccountNumbers numbers;

    @Test
    void aResellerSeesInWhatItsSoftswitchDiffersAndFiltersByKind() {
        var used = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, used);
        tree.give(tree.a, tree.ca, used.subList(0, 2));
        var account = accounts.create(tree.ca.admin(), tree.ca.id(), "front", "");
        numbers.assign(tree.ca.admin(), tree.ca.id(), account.id(), used.subList(0, 2));
        signIn(tree.a.admin());
        navigate(ComparisonView.class);
        assertThat(text()).contains("Nothing is changed").doesNotContain("!provisioning");

        upload("number,account\n%s,back\n%s,front\n".formatted(used.get(0), used.get(2)));

        assertThat(kinds())
                .containsExactly(
                        UseDifference.Kind.OTHER_ACCOUNT, UseDifference.Kind.NOT_THERE, UseDifference.Kind.NOT_HERE);
        assertThat(find(Tile.class).first().value()).isEqualTo("0");
        assertThat(text()).contains("Differences as CSV").doesNotContain("!provisioning");
        test(find(Tile.class).all().get(2)).click();
        assertThat(kinds()).containsExactly(UseDifference.Kind.NOT_HERE);
        assertThat(tree.status(tree.ca, used.get(0))).as("nothing is changed").isEqualTo("IN_USE");

        upload("number,account\n%s,front\n%s,FRONT\n".formatted(used.get(0), used.get(1)));
        assertThat(text()).contains("Both sides agree on all 2 numbers.");

        upload("colour\nred\n");
        assertThat(messages()).anyMatch(message -> message.contains("names no column of numbers"));
    }

    @Test
    void aCustomerHasNoSuchScreen() {
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("customers/compare");

        assertThat(text()).doesNotContain("Nothing is changed");
    }

    private List<UseDifference.Kind> kinds() {
        @SuppressWarnings("unchecked")
        Grid<UseDifference> grid = find(Grid.class).first();
        return grid.getListDataView().getItems().map(UseDifference::kind).toList();
    }

    private void upload(String csv) {
        test(find(Upload.class).first()).upload("list.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
        roundTrip();
    }
}
