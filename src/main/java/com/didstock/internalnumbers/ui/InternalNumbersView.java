package com.didstock.internalnumbers.ui;

import com.didstock.internalnumbers.InternalNumber;
import com.didstock.internalnumbers.InternalNumbers;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;

/** A customer's internal numbers: those it holds, and those it can take. */
@Route("internal")
@Menu(order = 10.5, title = "internal.menu", icon = "icons/phone-call.svg")
@PermitAll
@OpenTo(kinds = TenantKind.CUSTOMER)
class InternalNumbersView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final InternalNumbers numbers;
    private final Accounts accounts;
    private final AccountNumbers accountNumbers;
    private final ListPage<InternalNumber> page;
    private final Paragraph allowance = new Paragraph();
    private final FreeNumbersCard free;

    InternalNumbersView(
            CurrentActor currentActor,
            OwnProfile profile,
            InternalNumbers numbers,
            Accounts accounts,
            AccountNumbers accountNumbers) {
        this.actor = currentActor.actor();
        this.numbers = numbers;
        this.accounts = accounts;
        this.accountNumbers = accountNumbers;
        var rights = profile.read(actor).rights();
        var mayTake = rights.contains(Right.PROVISION);
        free = new FreeNumbersCard((text, most) -> numbers.offered(actor, text, null, most), mayTake, this::take);
        allowance.addClassName("muted");
        page = new ListPage<>(
                new ViewHeader(getPageTitle()),
                getTranslation("internal.search.held"),
                text -> numbers.held(actor).stream()
                        .filter(held -> held.number().contains(text.replace("%", "")))
                        .toList(),
                getTranslation("internal.held.empty.title"),
                getTranslation("internal.held.empty.hint"));
        page.text(getTranslation("internal.number"), InternalNumber::number);
        page.text(
                getTranslation("internal.status"),
                held -> getTranslation(held.inUse() ? "internal.status.in-use" : "internal.status.free"));
        page.text(getTranslation("internal.since"), held -> Formats.current().date(held.since()));
        if (mayTake) {
            page.actions(getTranslation("internal.actions"), actions());
        }
        getContent().addClassName("internal-numbers");
        getContent().add(new GetNumbersTabs(rights, "internal"), page, allowance, free);
        refresh();
    }

    private List<ListPage.Action<InternalNumber>> actions() {
        var actions = new ArrayList<ListPage.Action<InternalNumber>>();
        actions.add(new ListPage.Action<>(getTranslation("internal.use"), this::use));
        actions.add(new ListPage.Action<>(getTranslation("internal.return"), this::giveBack));
        return actions;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("internal.title");
    }

    private void refresh() {
        page.refresh();
        var now = numbers.allowance(actor);
        allowance.setText(getTranslation("internal.allowance", now.used(), now.most()));
        free.show(now.left());
    }

    private void take(List<String> wanted) {
        attempt(() -> {
            var taken = numbers.take(actor, wanted);
            Notifications.success(getTranslation("internal.taken", taken.size(), String.join(", ", taken)));
        });
    }

    private void use(InternalNumber held) {
        if (held.inUse()) {
            Notifications.warning(getTranslation("internal.use.already", held.number()));
            return;
        }
        new UseDialog(actor, accounts, accountNumbers, held.number(), this::refresh).open();
    }

    private void giveBack(InternalNumber held) {
        ConfirmAction.ask(
                getTranslation("internal.return.title", held.number()),
                getTranslation("internal.return.text"),
                getTranslation("internal.return"),
                true,
                () -> attempt(() -> {
                    numbers.giveBack(actor, List.of(held.number()));
                    Notifications.success(getTranslation("internal.returned", held.number()));
                }));
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RefusedException refused) {
            Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (StockChangedException _) {
            Notifications.error(getTranslation("internal.changed-meanwhile"));
        }
        refresh();
    }
}
