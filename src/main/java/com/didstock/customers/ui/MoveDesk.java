package com.didstock.customers.ui;

import com.didstock.assignment.ChildMove;
import com.didstock.assignment.ChildMovePreview;
import com.didstock.assignment.ChildMoves;
import com.didstock.assignment.OperationRefusedException;
import com.didstock.inventory.Named;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.pricing.PricingBatches;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenant;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.UI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves children to another parent: asks, shows what would happen, does it. */
@Component
class MoveDesk {

    private final ChildMoves moves;
    private final ChildTenants children;
    private final PricingBatches batches;

    MoveDesk(ChildMoves moves, ChildTenants children, PricingBatches batches) {
        this.moves = moves;
        this.children = children;
        this.batches = batches;
    }

    /** A child moves below a reseller. */
    void move(Actor actor, ChildTenant child, Runnable changed) {
        open(actor, child, null, text("customers.move.title", child.name()), changed);
    }

    /** The customers of a reseller move. */
    void moveCustomers(Actor actor, ChildTenant reseller, Runnable changed) {
        open(
                actor,
                reseller,
                moves.nameable(actor, reseller.id()),
                text("customers.move-all.title", reseller.name()),
                changed);
    }

    private void open(Actor actor, ChildTenant child, @Nullable List<Named> customers, String title, Runnable changed) {
        new MoveForm(
                        actor.tenantId(),
                        child,
                        customers,
                        children.list(actor, "").stream()
                                .map(ChildTenantRow::child)
                                .toList(),
                        batches.list(actor, "").stream()
                                .map(PricingBatchRow::batch)
                                .toList(),
                        moves.today(actor))
                .dialog(title, (move, day) -> preview(actor, move, day, title, changed))
                .open();
    }

    private void preview(Actor actor, ChildMove move, LocalDate day, String title, Runnable changed) {
        try {
            var preview = moves.preview(actor, move);
            var formats = Formats.current();
            var ahead = day.isAfter(moves.today(actor));
            var sentences = MoveForm.sentences(preview, formats, MoveDesk::text);
            ConfirmAction.ask(
                    title,
                    ahead ? sentences + " " + text("customers.move.planned.text", formats.date(day)) : sentences,
                    ahead ? text("customers.move.plan", formats.date(day)) : text("customers.move.do"),
                    false,
                    () -> apply(actor, preview, day, changed));
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(
                    text(refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException _) {
            throw new FormDialog.Refused(text("customers.move.nothing"));
        }
    }

    private void apply(Actor actor, ChildMovePreview preview, LocalDate day, Runnable changed) {
        try {
            var planned = moves.apply(actor, preview, day);
            Notifications.success(
                    planned.isEmpty()
                            ? text("customers.move.done")
                            : text("customers.move.planned", Formats.current().date(day)));
        } catch (RefusedException refused) {
            Notifications.error(
                    text(refused.reason().textKey(), refused.arguments().toArray()));
        } catch (LimitExceededException over) {
            Notifications.error(text("assignment.refused.LIMIT_" + over.limit()));
        } catch (OperationRefusedException | StockChangedException | NotThereException _) {
            Notifications.error(text("customers.move.changed"));
        }
        changed.run();
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
