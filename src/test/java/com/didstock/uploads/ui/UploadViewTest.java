package com.didstock.uploads.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.branding.Operators;
import com.didstock.testing.SignedInOperator;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.ui.Tile;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.TestSecurityContextHolder;

@SpringBootTest
@SignedInOperator
class UploadViewTest extends SpringBrowserlessTest {

    @Autowired
    Operators operators;

    /** Vaadin replaces the holder of the security context when it starts: the user is put into whatever holds it now. */
    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        SecurityContextHolder.setContext(TestSecurityContextHolder.getContext());
        super.initVaadinEnvironment();
    }

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
    }

    @BeforeEach
    void aVendorBatchToUploadInto() throws SQLException {
        int operator = operators.all().getFirst().id();
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            DSL.using(connection, SQLDialect.POSTGRES).execute("""
                            with v as (
                                insert into didstock.vendor (operator_id, tenant_id, name) values (?, ?, 'Screen carrier')
                                on conflict do nothing returning id)
                            insert into didstock.vendor_batch (operator_id, tenant_id, vendor_id, name, currency)
                            select ?, ?, v.id, 'Screen batch', 'EUR' from v
                            """, operator, operator, operator, operator);
        }
    }

    @Test
    void aFileIsCheckedReportedAndThenImported() {
        var numbers = TestTree.freshNumbers(2);
        navigate(UploadView.class);

        upload("Number,DID vendor batch,Activation fee,Periodic fee\n"
                + numbers.get(0) + ",Screen batch,1,2\n"
                + numbers.get(1) + ",Screen batch,one,2\n"
                + numbers.get(0) + ",Screen batch,1,2\n");

        assertThat(tiles()).contains("1", "1", "1");
        assertThat(find(Grid.class).all()).isNotEmpty();
        var importButton = button("Import 1 number");
        test(importButton).click();
        untilShown("Show the numbers");
        assertThat(find(Anchor.class).all().stream().map(Anchor::getHref))
                .anyMatch(href -> href.startsWith("inventory?vendor-batch="));
        assertThat(text()).contains("1 number is in stock, frozen.").doesNotContain("!uploads");
    }

    @Test
    void aRefusedFileIsExplainedAndTheFormStays() {
        navigate(UploadView.class);

        upload("Nonsense\n1\n");

        assertThat(find(Notification.class).all()).hasSize(1);
        assertThat(find(Upload.class).all()).hasSize(1);
        assertThat(test(find(Notification.class).first()).getText() + notificationText())
                .contains("The first line names none of the columns");
    }

    @Test
    @SignedInOperator(role = "OPERATOR_VIEWER")
    void whoMayNotUploadDoesNotGetTheScreen() {
        assertThat(catchView()).isNotInstanceOf(UploadView.class);
    }

    private Object catchView() {
        try {
            UI.getCurrent().navigate("upload");
            return getCurrentView();
        } catch (RuntimeException refused) {
            return refused;
        }
    }

    private void upload(String text) {
        test(find(Upload.class).first()).upload("numbers.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
        roundTrip();
    }

    private List<String> tiles() {
        return find(Tile.class).all().stream().map(Tile::value).toList();
    }

    private Button button(String text) {
        return find(Button.class).all().stream()
                .filter(it -> it.getText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text + " in " + text()));
    }

    private void untilShown(String text) {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!text().contains(text) && Instant.now().isBefore(deadline)) {
            ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
        }
        assertThat(text()).contains(text);
    }

    private String text() {
        return ((Component) getCurrentView()).getElement().getTextRecursively();
    }

    private String notificationText() {
        return find(Notification.class).all().stream()
                .map(it -> it.getElement().getTextRecursively())
                .collect(Collectors.joining());
    }
}
