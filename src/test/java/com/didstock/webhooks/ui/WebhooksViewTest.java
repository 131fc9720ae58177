package com.didstock.webhooks.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.ScreenTest;
import com.didstock.webhooks.Webhooks;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WebhooksViewTest extends ScreenTest {

    @Autowired
    Webhooks webhooks;

    @Test
    void oneIsAddedTestedAndDeleted() {
        UI.getCurrent().navigate("settings/webhooks");
        assertThat(text()).contains("No webhooks").doesNotContain("!webhooks");

        test(button("Add webhook")).click();
        var url = field("Address");
        url.setValue("https://10.0.0.1/");
        test(button("Save")).click();
        assertThat(webhooks.list(tree.a.admin())).isEmpty();

        url.setValue("https://webhooks.invalid/a");
        test(button("Save")).click();
        assertThat(field("Secret").getValue()).startsWith("whsec_");
        test(button("I have it")).click();
        assertThat(text()).contains("https://webhooks.invalid/a").contains("Works");

        test(button("Send a test event")).click();
        var id = webhooks.list(tree.a.admin()).getFirst().id();
        assertThat(webhooks.deliveries(tree.a.admin(), id, 10)).hasSize(1);

        test(button("Delete")).click();
        test(find(ConfirmDialog.class).first()).confirm();
        assertThat(text()).contains("No webhooks");
    }

    @Test
    void othersSeeTheirOwnAndWhoAdministersNothingSeesNone() {
        webhooks.create(tree.a.admin(), "https://webhooks.invalid/mine");
        for (var other : new com.didstock.tenancy.Actor[] {tree.b.admin(), tree.ca.admin()}) {
            signIn(other);
            UI.getCurrent().navigate("settings/webhooks");
            assertThat(text()).contains("No webhooks").doesNotContain("mine");
        }
        for (var powerless : new com.didstock.tenancy.Actor[] {tree.a.viewer(), tree.clerk(tree.ca)}) {
            signIn(powerless);
            UI.getCurrent().navigate("settings/webhooks");
            assertThat(text()).doesNotContain("webhooks.invalid").doesNotContain("No webhooks");
        }
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
