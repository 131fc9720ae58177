package com.didstock.internalnumbers.ui;

import com.didstock.internalnumbers.InternalLimits;
import com.didstock.internalnumbers.InternalRange;
import com.didstock.internalnumbers.InternalRanges;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Which internal numbers there are in the operator's network, and how many customers may hold. */
@Route("internal-ranges")
@Menu(order = 16, title = "internal.ranges.title", icon = "icons/phone-call.svg")
@PermitAll
@OpenTo(kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class InternalRangesView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final InternalRanges ranges;

    InternalRangesView(CurrentActor currentActor, OwnProfile profile, InternalRanges ranges, InternalLimits limits) {
        this.actor = currentActor.actor();
        this.ranges = ranges;
        var person = profile.read(actor);
        var mayChange = person.rights().contains(Right.ADMINISTER);
        var header = new ViewHeader(getPageTitle());
        if (person.kind() == TenantKind.OPERATOR) {
            getContent().add(list(header, mayChange));
        } else {
            getContent().add(header, new GetNumbersTabs(person.rights(), "internal-ranges"));
        }
        getContent().add(new LimitsCard(actor, limits, mayChange));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("internal.ranges.title");
    }

    private ListPage<InternalRange> list(ViewHeader header, boolean mayChange) {
        var page = new ListPage<InternalRange>(
                header,
                getTranslation("internal.ranges.search"),
                text -> ranges.list(actor).stream()
                        .filter(range -> range.first().startsWith(text) || text.isEmpty() || holds(range, text))
                        .toList(),
                getTranslation("internal.ranges.empty.title"),
                getTranslation("internal.ranges.empty.hint"));
        var formats = Formats.current();
        page.text(getTranslation("internal.ranges.numbers"), range -> range.first() + "–" + range.last());
        page.figure(getTranslation("internal.ranges.size"), range -> formats.count(range.size()));
        page.figure(getTranslation("internal.ranges.used"), range -> formats.count(range.used()));
        page.text(getTranslation("internal.ranges.for"), range -> {
            var reseller = range.blockFor();
            return reseller == null ? getTranslation("internal.ranges.for.all") : reseller.name();
        });
        if (mayChange) {
            header.addActions(ListPage.primary(getTranslation("internal.ranges.add"), () -> add(page)));
            page.actions(
                    getTranslation("internal.actions"),
                    List.of(new ListPage.Action<>(
                            getTranslation("internal.ranges.remove"), range -> remove(page, range))));
        }
        page.refresh();
        return page;
    }

    private static boolean holds(InternalRange range, String number) {
        return number.length() == range.first().length()
                && range.first().compareTo(number) <= 0
                && range.last().compareTo(number) >= 0;
    }

    private void add(ListPage<InternalRange> page) {
        var first = number("internal.ranges.first");
        first.setAutofocus(true);
        var last = number("internal.ranges.last");
        var reseller = new ComboBox<InternalRange.Reseller>(getTranslation("internal.ranges.for"));
        reseller.setItems(ranges.resellers(actor));
        reseller.setItemLabelGenerator(InternalRange.Reseller::name);
        reseller.setPlaceholder(getTranslation("internal.ranges.for.all"));
        reseller.setHelperText(getTranslation("internal.ranges.for.hint"));
        reseller.setClearButtonVisible(true);
        reseller.setWidthFull();
        new FormDialog(
                        getTranslation("internal.ranges.add"),
                        new Binder<Void>(),
                        () -> {
                            try {
                                var block = reseller.getValue();
                                ranges.add(actor, first.getValue(), last.getValue(), block == null ? null : block.id());
                            } catch (RefusedException refused) {
                                throw new FormDialog.Refused(sentence(refused));
                            }
                            page.refresh();
                        },
                        first,
                        last,
                        reseller)
                .saveLabel(getTranslation("internal.ranges.add"))
                .open();
    }

    private TextField number(String key) {
        var field = new TextField(getTranslation(key));
        field.setHelperText(getTranslation("internal.ranges.digits"));
        field.setMaxLength(6);
        field.setWidthFull();
        return field;
    }

    private void remove(ListPage<InternalRange> page, InternalRange range) {
        ConfirmAction.ask(
                getTranslation("internal.ranges.remove.title", range.first(), range.last()),
                getTranslation("internal.ranges.remove.text"),
                getTranslation("internal.ranges.remove"),
                true,
                () -> {
                    try {
                        ranges.remove(actor, range.id());
                    } catch (RefusedException refused) {
                        Notifications.error(sentence(refused));
                    } catch (NotThereException _) {
                        Notifications.warning(getTranslation("internal.changed-meanwhile"));
                    }
                    page.refresh();
                });
    }

    private String sentence(RefusedException refused) {
        return getTranslation(refused.reason().textKey(), refused.arguments().toArray());
    }
}
