package com.didstock.groups.ui;

import com.didstock.groups.DidGroup;
import com.didstock.groups.DidGroupRow;
import com.didstock.groups.DidGroups;
import com.didstock.groups.GroupRules;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tenant's labels for numbers. */
@Route("groups")
@Menu(order = 12, title = "groups.title", icon = "icons/tags.svg")
@PermitAll
class GroupsView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final DidGroups groups;
    private final ListPage<DidGroupRow> page;
    private final RulesCard rulesCard;

    GroupsView(CurrentActor currentActor, OwnProfile profile, DidGroups groups, GroupRules rules) {
        this.actor = currentActor.actor();
        this.groups = groups;
        var mayLabel = profile.read(actor).rights().contains(Right.LABEL);
        var header = new ViewHeader(getPageTitle());
        if (mayLabel) {
            header.addActions(ListPage.primary(getTranslation("groups.create"), () -> edit(null)));
        }
        page = new ListPage<>(
                header,
                getTranslation("groups.search"),
                text -> groups.list(actor, text),
                getTranslation("groups.empty.title"),
                getTranslation("groups.empty.hint"));
        page.text(getTranslation("groups.name"), row -> row.group().name());
        page.text(
                getTranslation("groups.description"),
                row -> ListPage.orDash(row.group().description()));
        page.figure(
                getTranslation("groups.numbers"),
                row -> Formats.current().count(row.numbers().total()));
        page.figure(
                getTranslation("groups.free"),
                row -> Formats.current().count(row.numbers().free()));
        page.figure(
                getTranslation("groups.given"),
                row -> Formats.current().count(row.numbers().given()));
        page.figure(
                getTranslation("groups.in-use"),
                row -> Formats.current().count(row.numbers().inUse()));
        page.actions(getTranslation("groups.actions"), actions(mayLabel));
        if (mayLabel) {
            page.onOpen(row -> edit(row.group()));
        }
        rulesCard = new RulesCard(actor, rules, groups, mayLabel, this::attempt);
        refresh();
        getContent().add(page, rulesCard);
    }

    private void refresh() {
        page.refresh();
        rulesCard.refresh();
    }

    private List<ListPage.Action<DidGroupRow>> actions(boolean mayLabel) {
        var show = new ListPage.Action<DidGroupRow>(
                getTranslation("groups.show"),
                row -> getUI().ifPresent(ui ->
                        ui.navigate("inventory", QueryParameters.of("group", Integer.toString(row.id())))));
        return mayLabel
                ? List.of(
                        show,
                        new ListPage.Action<>(getTranslation("groups.edit"), row -> edit(row.group())),
                        new ListPage.Action<>(getTranslation("groups.merge"), this::merge),
                        new ListPage.Action<>(getTranslation("groups.delete"), this::delete))
                : List.of(show);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("groups.title");
    }

    /** What the form holds while it is filled in. */
    static final class Draft {
        private String name = "";
        private String description = "";
    }

    private void edit(@Nullable DidGroup group) {
        var draft = new Draft();
        if (group != null) {
            draft.name = group.name();
            draft.description = group.description();
        }
        var name = new TextField(getTranslation("groups.name"));
        name.setAutofocus(true);
        name.setWidthFull();
        var description = new TextArea(getTranslation("groups.description"));
        description.setWidthFull();
        var binder = new Binder<Draft>();
        binder.forField(name)
                .asRequired(getTranslation("groups.refusal.NAME_MISSING"))
                .bind(it -> it.name, (it, value) -> it.name = value);
        binder.forField(description).bind(it -> it.description, (it, value) -> it.description = value);
        binder.readBean(draft);
        Consumer<Draft> save = it -> {
            if (group == null) {
                groups.create(actor, it.name, it.description);
            } else {
                groups.update(actor, group.id(), group.version(), it.name, it.description);
            }
        };
        new FormDialog(
                        getTranslation(group == null ? "groups.create" : "groups.edit"),
                        binder,
                        () -> {
                            binder.writeBeanIfValid(draft);
                            attempt(() -> save.accept(draft));
                        },
                        name,
                        description)
                .open();
    }

    private void attempt(Runnable work) {
        try {
            work.run();
            refresh();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (ChangedMeanwhileException | NotThereException _) {
            refresh();
            throw new FormDialog.Refused(getTranslation("groups.changed-meanwhile"));
        }
    }

    private void merge(DidGroupRow row) {
        var others = groups.list(actor, "").stream()
                .map(DidGroupRow::group)
                .filter(other -> other.id() != row.id())
                .toList();
        var into = new ComboBox<DidGroup>(getTranslation("groups.merge.into"), others);
        into.setItemLabelGenerator(DidGroup::name);
        into.setWidthFull();
        var binder = new Binder<DidGroup>();
        binder.forField(into)
                .asRequired(getTranslation("groups.rules.group-missing"))
                .bind(_ -> null, (_, _) -> {});
        var numbers = Formats.current().count(row.numbers().total());
        new FormDialog(
                        getTranslation("groups.merge.title", row.group().name()),
                        binder,
                        () -> attempt(() ->
                                groups.merge(actor, row.id(), into.getValue().id())),
                        new Paragraph(getTranslation(
                                "groups.merge.text", numbers, row.group().name())),
                        into)
                .saveLabel(getTranslation("groups.merge.button"))
                .open();
    }

    private void delete(DidGroupRow row) {
        ConfirmAction.ask(
                getTranslation("groups.delete.title", row.group().name()),
                getTranslation(
                        "groups.delete.text",
                        Formats.current().count(row.numbers().total())),
                getTranslation("groups.delete"),
                true,
                () -> {
                    try {
                        attempt(() -> groups.delete(actor, row.id()));
                    } catch (FormDialog.Refused refused) {
                        Notifications.error(refused.getMessage());
                    }
                });
    }
}
