package com.didstock.history.ui;

import com.didstock.assignment.OperationRefusedException;
import com.didstock.assignment.Undo;
import com.didstock.assignment.UndoPreview;
import com.didstock.history.ActivityEntry;
import com.didstock.history.Who;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Undoes an operation of the Activity page: says what would go back and what would not, then does it. */
@Component
class UndoDesk {

    private final Undo undo;

    UndoDesk(Undo undo) {
        this.undo = undo;
    }

    /** {@return whether undoing is offered: whether it is still possible is asked then} */
    boolean offers(ActivityEntry entry) {
        return entry.who() instanceof Who.Own && Undo.isPossible(entry.operation());
    }

    void ask(Actor actor, ActivityEntry entry, String name, Runnable changed) {
        guarded(() -> {
            var preview = undo.preview(actor, entry.operationId());
            if (preview.numbers().isEmpty()) {
                Notifications.warning(text(preview));
                return;
            }
            ConfirmAction.ask(
                    text("activity.undo.title", name),
                    text(preview),
                    text("activity.undo"),
                    true,
                    () -> guarded(() -> {
                        apply(actor, entry.operationId());
                        changed.run();
                    }));
        });
    }

    private void apply(Actor actor, UUID operation) {
        var done = undo.apply(actor, operation);
        Notifications.success(text("activity.undo.done", done.numbers().size()));
    }

    private static String text(UndoPreview preview) {
        var formats = Formats.current();
        var text =
                new StringBuilder(text("activity.undo.text", preview.numbers().size()));
        if (!preview.numbers().isEmpty() && Undo.changesHands(preview.kind())) {
            text.append(' ').append(text("activity.undo.hands"));
        }
        if (!preview.skipped().isEmpty()) {
            var reasons = preview.skipped().keySet().stream()
                    .sorted()
                    .map(reason -> text("assignment.undo.refusal." + reason))
                    .collect(Collectors.joining("; "));
            var count = preview.skipped().values().stream().mapToInt(List::size).sum();
            text.append(' ').append(text("activity.undo.skipped", formats.count(count), reasons));
        }
        return text.toString();
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (OperationRefusedException refused) {
            Notifications.error(text(
                    "assignment.refused." + refused.reason(),
                    refused.arguments().toArray()));
        } catch (StockChangedException _) {
            Notifications.error(text("assignment.refused.STOCK_CHANGED"));
        } catch (LimitExceededException over) {
            Notifications.error(text("assignment.refused.LIMIT_" + over.limit()));
        } catch (RightMissingException _) {
            Notifications.error(text("activity.undo.right-missing"));
        } catch (NotThereException _) {
            Notifications.error(text("activity.undo.gone"));
        }
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
