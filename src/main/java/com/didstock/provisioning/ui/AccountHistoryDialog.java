package com.didstock.provisioning.ui;

import com.didstock.history.AccountChange;
import com.didstock.history.Who;
import com.didstock.provisioning.Account;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that happened to one account and to the numbers it used, newest first: who, when, before and after. */
final class AccountHistoryDialog extends Dialog {

    private final Formats formats = Formats.current();

    AccountHistoryDialog(AccountDesk desk, Account account) {
        setHeaderTitle(getTranslation("provisioning.history.title", AccountDesk.shown(account.accountId())));
        setWidth("min(40rem, 96vw)");
        var list = new OrderedList();
        list.addClassName("timeline");
        desk.history().timeline(desk.actor(), desk.customer(), account.id()).forEach(change -> list.add(item(change)));
        add(list);
        var close = new Button(getTranslation("ui.close"), _ -> close());
        close.setAutofocus(true);
        getFooter().add(close);
    }

    private ListItem item(AccountChange change) {
        var head = new Paragraph(getTranslation(
                "activity.timeline.entry",
                formats.dateTime(change.at()),
                getTranslation("activity.operation." + change.operation()),
                who(change.who())));
        var differences = new Div();
        differences.addClassName("muted");
        differences(change).forEach(line -> differences.add(new Div(line)));
        return new ListItem(head, differences);
    }

    private String who(Who who) {
        return switch (who) {
            case Who.Own own -> own.login() == null ? getTranslation("activity.who.portal") : own.login();
            case Who.Above _ -> getTranslation("activity.who.above");
            case Who.Child child -> child.name();
            case Who.FurtherDown _ -> getTranslation("activity.who.further-down");
        };
    }

    private List<String> differences(AccountChange change) {
        var before = change.before();
        var after = change.after();
        var number = change.number();
        if (number != null) {
            return List.of(line(AccountDesk.shown(number), use(before), use(after)));
        }
        var lines = new ArrayList<String>();
        add(
                lines,
                "provisioning.account-id",
                before == null ? null : AccountDesk.shown(before.id()),
                after == null ? null : AccountDesk.shown(after.id()));
        add(lines, "provisioning.name", before == null ? null : before.name(), after == null ? null : after.name());
        if (before != null && after != null) {
            add(lines, "provisioning.status", status(before), status(after));
        }
        return lines;
    }

    private void add(List<String> lines, String key, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            lines.add(line(getTranslation(key), before, after));
        }
    }

    private static String line(String what, @Nullable String before, @Nullable String after) {
        return what + ": " + (before == null ? "—" : before) + " → " + (after == null ? "—" : after);
    }

    private @Nullable String use(AccountChange.@Nullable State state) {
        return state == null
                ? null
                : getTranslation(
                        Boolean.TRUE.equals(state.alias()) ? "activity.as-alias" : "activity.as-id",
                        AccountDesk.shown(state.id()));
    }

    private @Nullable String status(AccountChange.State state) {
        return state.status() == null ? null : getTranslation("provisioning.status." + state.status());
    }
}
