package com.didstock.pricing.ui;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.MoneyEffect;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRefusedException;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Preview;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;

/** Offers, once a batch has another price, to reprice the numbers given out at its old one. Nobody has to. */
final class RepriceOffer {

    private final Actor actor;
    private final Assignments assignments;
    private final Component screen;
    private final Formats formats = Formats.current();

    RepriceOffer(Actor actor, Assignments assignments, Component screen) {
        this.actor = actor;
        this.assignments = assignments;
        this.screen = screen;
    }

    /** Asks if there is something to reprice. */
    void make(int batchId) {
        try {
            var from = assignments.firstDay(actor, OperationKind.REPRICE);
            var preview = assignments.preview(
                    actor,
                    new OperationRequest(
                            OperationKind.REPRICE,
                            null,
                            "",
                            InventoryFilter.EVERYTHING
                                    .withPricingBatch(Choice.of(batchId))
                                    .withStatuses(Set.of(DidStatus.GIVEN, DidStatus.IN_USE)),
                            new ApplyTo.All(),
                            Choices.NONE,
                            from));
            if (preview.wouldChange() > 0) {
                ask(preview, from);
            }
        } catch (OperationRefusedException refused) {
            Notifications.warning(screen.getTranslation(
                    "assignment.refused." + refused.reason(),
                    refused.arguments().toArray()));
        }
    }

    private void ask(Preview preview, LocalDate from) {
        var count = formats.count(preview.wouldChange());
        var money = preview.money();
        var dialog = ConfirmAction.ask(
                screen.getTranslation("pricing.reprice.title", count),
                screen.getTranslation(
                        "pricing.reprice.text",
                        formats.date(from),
                        money == null ? "" : more(money) + belowCost(money)),
                screen.getTranslation("assignment.button.REPRICE", count),
                false,
                () -> apply(preview));
        dialog.setCancelText(screen.getTranslation("pricing.reprice.new-only"));
    }

    private String more(MoneyEffect money) {
        return money.earnedMonthly().entrySet().stream()
                .map(sum -> screen.getTranslation(
                        sum.getValue().signum() < 0 ? "pricing.reprice.less" : "pricing.reprice.more",
                        formats.total(sum.getValue().abs(), sum.getKey())))
                .collect(Collectors.joining(" "));
    }

    private String belowCost(MoneyEffect money) {
        return money.belowCost() == 0
                ? ""
                : " " + screen.getTranslation("assignment.preview.below-cost", formats.count(money.belowCost()));
    }

    /** The question has said how many would go below cost. */
    private void apply(Preview preview) {
        try {
            var result = assignments.apply(actor, preview.id(), true);
            Notifications.success(screen.getTranslation("assignment.done.REPRICE", formats.count(result.changed())));
        } catch (OperationRefusedException refused) {
            Notifications.error(screen.getTranslation(
                    "assignment.refused." + refused.reason(),
                    refused.arguments().toArray()));
        } catch (StockChangedException _) {
            Notifications.error(screen.getTranslation("assignment.refused.STOCK_CHANGED"));
        }
    }
}
