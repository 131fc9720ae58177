package com.didstock.assignment.ui;

import com.didstock.assignment.AgingMinimums;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** How long at least numbers rest that leave the reseller's customers. */
@Route("settings/aging")
@Menu(order = 36.5, title = "assignment.aging.title", icon = "icons/clock.svg")
@PermitAll
@OpenTo(right = Right.ADMINISTER, kinds = TenantKind.RESELLER)
class AgingView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final AgingMinimums minimums;
    private final IntegerField days = new IntegerField();

    AgingView(CurrentActor currentActor, AgingMinimums minimums) {
        this.actor = currentActor.actor();
        this.minimums = minimums;
        var intro = new Paragraph(getTranslation("assignment.aging.intro"));
        intro.addClassName("muted");
        days.setLabel(getTranslation("assignment.aging.days"));
        days.setHelperText(getTranslation("assignment.aging.help"));
        days.setMin(1);
        days.setMax(AgingMinimums.MOST_DAYS);
        days.setClearButtonVisible(true);
        days.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(outOfRange())
                .setMinErrorMessage(outOfRange())
                .setMaxErrorMessage(outOfRange()));
        days.setValue(minimums.get(actor));
        var save = new Button(getTranslation("assignment.aging.save"), _ -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        var form = new Div(days, save);
        form.addClassName("aging-form");
        getContent()
                .add(
                        new ViewHeader(getPageTitle()),
                        Card.titled(getTranslation("assignment.aging.heading"), intro, form));
    }

    private String outOfRange() {
        return getTranslation("assignment.aging.refusal.DAYS_OUT_OF_RANGE", 1, AgingMinimums.MOST_DAYS);
    }

    private void save() {
        if (days.isInvalid()) {
            return;
        }
        try {
            var wanted = days.getValue();
            minimums.set(actor, wanted);
            Notifications.success(
                    wanted == null
                            ? getTranslation("assignment.aging.saved.none")
                            : getTranslation("assignment.aging.saved", wanted));
        } catch (RefusedException refused) {
            Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("assignment.aging.title");
    }
}
