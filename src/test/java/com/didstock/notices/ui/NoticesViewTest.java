package com.didstock.notices.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.notices.MailChoices;
import com.didstock.notices.MailWhen;
import com.didstock.notices.NoticeKind;
import com.didstock.notices.Notices;
import com.didstock.tenancy.OwnProfile;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NoticesViewTest extends ScreenTest {

    @Autowired
    Notices notices;

    @Autowired
    MailChoices choices;

    @Autowired
    OwnProfile profile;

    @Test
    void theBellCountsAndThePageTells() {
        var numbers = tree.load(tree.o, 214);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers.subList(0, 3));
        tree.release(tree.a1, numbers.subList(0, 3));
        signIn(tree.a.admin());
        UI.getCurrent().navigate("notices");

        assertThat(bell()).isEqualTo("Notices, 2 unread");
        assertThat(line(0)).isEqualTo("3 numbers came back to you from A1.");
        assertThat(line(1)).isEqualTo("Your provider gave you 214 numbers.");
        assertThat(text()).doesNotContain("!notices");

        test(button("Mark all as read")).click();
        assertThat(bell()).isEqualTo("Notices");
        assertThat(notices.unread(tree.a.admin())).isZero();
    }

    @Test
    void whatOneDoesNotWantToBeToldIsNotShown() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));
        signIn(tree.a.admin());
        UI.getCurrent().navigate("notices");
        assertThat(bell()).isEqualTo("Notices, 1 unread");

        test(button("Notice settings")).click();
        assertThat(address()).isEqualTo("notices/settings");
        assertThat(text()).contains("E-mail is not set up in this portal");
        inPortal(NoticeKind.RECEIVED).setValue(false);
        test(button("Save")).click();
        UI.getCurrent().navigate("notices");

        assertThat(text()).contains("No notices");
        assertThat(bell()).isEqualTo("Notices");
        signIn(tree.b.admin());
        UI.getCurrent().navigate("notices");
        assertThat(text()).contains("No notices");
    }

    @Test
    void whatIsMailedAndWhereIsEachUsersOwn() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate("notices/settings");
        var address = find(EmailField.class).first();
        address.setValue("nowhere");
        test(button("Save")).click();
        assertThat(address.isInvalid()).isTrue();
        assertThat(profile.mailAddress(tree.a.admin())).isNull();

        address.setValue("ada@example.com");
        byMail(NoticeKind.RETURNED).setValue(MailWhen.AT_ONCE);
        test(button("Save")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Your choice is saved."));
        assertThat(profile.mailAddress(tree.a.admin())).isEqualTo("ada@example.com");
        assertThat(choices.of(tree.a.admin())).containsEntry(NoticeKind.RETURNED, MailWhen.AT_ONCE);
        assertThat(choices.of(tree.a.viewer())).containsEntry(NoticeKind.RETURNED, MailWhen.DAILY);
        assertThat(profile.mailAddress(tree.a.viewer())).isNull();
    }

    private Checkbox inPortal(NoticeKind kind) {
        return (Checkbox) test(find(Grid.class).first()).getCellComponent(kind.ordinal(), 1);
    }

    @SuppressWarnings("unchecked")
    private Select<MailWhen> byMail(NoticeKind kind) {
        return (Select<MailWhen>) test(find(Grid.class).first()).getCellComponent(kind.ordinal(), 2);
    }

    private String bell() {
        return find(Bell.class).first().getAriaLabel().orElseThrow();
    }

    private String line(int row) {
        Grid<?> grid = find(Grid.class).first();
        var cell = test(grid).getCellComponent(row, 0);
        return cell instanceof Span span
                ? span.getText()
                : ((Span) cell.getChildren().findFirst().orElseThrow()).getText();
    }
}
