package com.didstock.notices.ui;

import com.didstock.branding.Operators;
import com.didstock.notices.MailChoices;
import com.didstock.notices.MailServer;
import com.didstock.notices.MailStanding;
import com.didstock.notices.MailWhen;
import com.didstock.notices.NoticeKind;
import com.didstock.notices.Notices;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the user is told of, in the portal and by e-mail, and where its e-mail goes. */
@Route("notices/settings")
@PermitAll
@OpenTo(ownPeople = true)
class NoticeSettingsView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final Notices notices;
    private final MailChoices choices;
    private final OwnProfile profile;
    private final NoticeBells bells;
    private final MailServer server;
    private final EmailField address = new EmailField();
    private final Div standing = new Div();
    private final Set<NoticeKind> told;
    private final Map<NoticeKind, MailWhen> mailed;

    NoticeSettingsView(
            CurrentActor currentActor,
            Notices notices,
            MailChoices choices,
            OwnProfile profile,
            NoticeBells bells,
            MailServer server,
            Operators operators) {
        this.actor = currentActor.actor();
        this.notices = notices;
        this.choices = choices;
        this.profile = profile;
        this.bells = bells;
        this.server = server;
        told = notices.told(actor);
        mailed = new EnumMap<>(choices.of(actor));
        var save = new Button(getTranslation("ui.save"), _ -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        var zone = operators.settings(actor.operatorId()).zone().getDisplayName(TextStyle.FULL, getLocale());
        getContent()
                .add(
                        header(save),
                        Card.titled(
                                getTranslation("notices.settings.mail"),
                                addressField(),
                                muted(getTranslation("notices.settings.zone", zone)),
                                standing),
                        new Card(grid()),
                        muted(getTranslation("notices.settings.hint")));
        showStanding();
    }

    /** Whoever administers sets for its tenant below which stock all of it are told so. */
    private ViewHeader header(Button save) {
        var header = new ViewHeader(getPageTitle());
        var person = profile.read(actor);
        if (person.kind() != TenantKind.CUSTOMER && person.rights().contains(Right.ADMINISTER)) {
            header.addActions(new Button(
                    getTranslation("notices.threshold.title"),
                    _ -> getUI().ifPresent(ui -> ui.navigate(StockThresholdsView.class))));
        }
        header.addActions(save);
        return header;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("notices.settings.title");
    }

    private Component addressField() {
        var known = profile.mailAddress(actor);
        address.setLabel(getTranslation("notices.settings.address"));
        address.setHelperText(getTranslation("notices.settings.address.hint"));
        address.setErrorMessage(getTranslation("notices.settings.address.wrong"));
        address.setValue(known == null ? "" : known);
        address.addClassName("notice-address");
        return address;
    }

    private Grid<NoticeKind> grid() {
        var grid = new Grid<NoticeKind>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(this::name)
                .setHeader(getTranslation("notices.settings.what"))
                .setWidth("100px")
                .setFlexGrow(1);
        grid.addComponentColumn(this::inPortal)
                .setHeader(getTranslation("notices.settings.portal"))
                .setWidth("88px")
                .setFlexGrow(0);
        grid.addComponentColumn(this::byMail)
                .setHeader(getTranslation("notices.settings.mail"))
                .setWidth("160px")
                .setFlexGrow(0);
        grid.getElement().setAttribute("aria-label", getPageTitle());
        grid.setItems(List.of(NoticeKind.values()));
        return grid;
    }

    private String name(NoticeKind kind) {
        return getTranslation("notices.short." + kind);
    }

    private Component inPortal(NoticeKind kind) {
        var box = new Checkbox(told.contains(kind), change -> {
            if (change.getValue()) {
                told.add(kind);
            } else {
                told.remove(kind);
            }
        });
        box.setAriaLabel(getTranslation("notices.settings.portal") + ": " + name(kind));
        return box;
    }

    private Component byMail(NoticeKind kind) {
        var when = new Select<MailWhen>();
        when.setItems(MailWhen.values());
        when.setItemLabelGenerator(it -> getTranslation("notices.when." + it));
        when.setValue(mailed.get(kind));
        when.setWidth("128px");
        when.setAriaLabel(getTranslation("notices.settings.mail") + ": " + name(kind));
        when.addValueChangeListener(change -> mailed.put(kind, change.getValue()));
        return when;
    }

    private void save() {
        try {
            profile.chooseMailAddress(actor, address.getValue());
        } catch (RefusedException _) {
            address.setInvalid(true);
            address.focus();
            return;
        }
        notices.tell(actor, told);
        choices.choose(actor, mailed);
        bells.refresh(actor);
        showStanding();
        Notifications.success(getTranslation("notices.settings.saved"));
    }

    private void showStanding() {
        standing.removeAll();
        if (!server.isSetUp()) {
            standing.add(warning(getTranslation("notices.settings.no-server")));
        } else if (profile.mailAddress(actor) == null) {
            standing.add(warning(getTranslation("notices.settings.no-address")));
        } else {
            choices.latest(actor).ifPresent(latest -> standing.add(latest(latest)));
        }
    }

    private Component latest(MailStanding latest) {
        var at = Formats.current().dateTime(latest.at());
        var answer = latest.answer() == null ? "" : latest.answer();
        return switch (latest.state()) {
            case SENT, DROPPED -> muted(getTranslation("notices.standing." + latest.state(), at));
            case GIVEN_UP -> warning(getTranslation("notices.standing.GIVEN_UP", at, answer));
            case WAITING ->
                answer.isEmpty()
                        ? muted(getTranslation("notices.standing.WAITING", at))
                        : warning(getTranslation("notices.standing.WAITING.again", at, answer));
        };
    }

    private static Component muted(String text) {
        var line = new Paragraph(text);
        line.addClassName("muted");
        return line;
    }

    private static Component warning(String text) {
        var line = new Div(text);
        line.addClassName("notice-warning");
        return line;
    }
}
