package com.didstock.assignment.ui;

import com.didstock.assignment.Assignments;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRefusedException;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Preview;
import com.didstock.assignment.Refusal;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operation would do, before it does: counts, reasons, money; then the button that names it. */
final class PreviewDialog extends Dialog {

    private final Preview preview;
    private final Actor actor;
    private final Assignments assignments;
    private final Consumer<OperationRequest> previewAgain;
    private final Runnable changed;
    private final OperationTexts texts = new OperationTexts(this::getTranslation);
    private final Formats formats = Formats.current();
    private final Checkbox belowCostToo = new Checkbox();

    /** The day to come for which it is planned; null: it is done at once. */
    private final @Nullable LocalDate day;

    PreviewDialog(
            Preview preview,
            Actor actor,
            Assignments assignments,
            Consumer<OperationRequest> previewAgain,
            Runnable changed) {
        this.preview = preview;
        this.actor = actor;
        this.assignments = assignments;
        this.previewAgain = previewAgain;
        this.changed = changed;
        this.day = dayToCome();
        addClassName("preview-dialog");
        setHeaderTitle(texts.title(preview));
        setWidth("720px");
        setMaxWidth("100vw");
        var intro = new Paragraph(getTranslation("assignment.preview.intro"));
        intro.addClassName("muted");
        add(intro, summary());
        if (!preview.skipped().isEmpty()) {
            add(skipped());
        }
        if (fewer()) {
            add(note("note-warn", getTranslation("assignment.preview.fewer", formats.count(preview.wouldChange()))));
        }
        var meaning = texts.meaning(preview, day, formats);
        if (meaning != null && preview.wouldChange() > 0) {
            add(note(isDangerous() ? "note-danger" : "note-plain", meaning));
        }
        if (day != null && preview.wouldChange() > 0) {
            add(note("note-plain", getTranslation("assignment.preview.planned", formats.date(day))));
        }
        var money = preview.money();
        var belowCost = money == null ? 0 : money.belowCost();
        var isBelowCost = belowCost > 0;
        if (isBelowCost) {
            add(note("note-danger", getTranslation("assignment.preview.below-cost", formats.count(belowCost))));
            add(belowCostToo);
        }
        var cancel = new Button(getTranslation("ui.cancel"), _ -> close());
        var apply = new Button(
                day == null
                        ? texts.button(preview, formats)
                        : getTranslation("assignment.button.plan", formats.date(day)));
        apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        if (isDangerous()) {
            apply.addThemeVariants(ButtonVariant.LUMO_ERROR);
        }
        apply.setEnabled(preview.wouldChange() > 0 && !isBelowCost);
        belowCostToo.setLabel(getTranslation("assignment.preview.below-cost.meant"));
        belowCostToo.addValueChangeListener(meant -> apply.setEnabled(preview.wouldChange() > 0 && meant.getValue()));
        apply.setDisableOnClick(true);
        apply.addClickListener(_ -> apply());
        var download = SkippedDownload.link(preview.skipped(), getTranslation("assignment.preview.download"), texts);
        download.setVisible(!preview.skipped().isEmpty());
        var spacer = new Span();
        spacer.addClassName("spacer");
        getFooter().add(download, spacer, cancel, apply);
    }

    private @Nullable LocalDate dayToCome() {
        var kind = preview.request().kind();
        var wanted = preview.request().date();
        return kind.plannable() && wanted != null && wanted.isAfter(assignments.firstDay(actor, kind)) ? wanted : null;
    }

    private boolean isDangerous() {
        return preview.request().kind().section() == OperationKind.Section.RELEASE
                || preview.request().kind() == OperationKind.RECALL
                || preview.request().kind() == OperationKind.UNASSIGN_FROM_ACCOUNT;
    }

    private boolean fewer() {
        return preview.asked() != null && preview.wouldChange() < preview.asked();
    }

    private Div summary() {
        var will = figure(
                preview.wouldChange() == 0 ? "summary-plain" : "summary-ok",
                getTranslation("assignment.preview.will"),
                formats.count(preview.wouldChange()),
                texts.range(preview));
        var passed = figure(
                preview.skippedCount() == 0 ? "summary-plain" : "summary-warn",
                getTranslation("assignment.preview.passed"),
                formats.count(preview.skippedCount()),
                getTranslation("assignment.preview.reasons", preview.skipped().size()));
        var summary = new Div(will, passed);
        var money = preview.money();
        if (money != null) {
            summary.add(figure(
                    "summary-plain",
                    getTranslation(day == null ? "assignment.preview.money" : "assignment.preview.money.planned"),
                    texts.chargedNow(money, formats),
                    texts.monthly(preview.request(), money, formats)));
        }
        summary.addClassName("summary");
        return summary;
    }

    private static Div figure(String kind, String label, String value, String below) {
        var figure = new Span(value);
        figure.addClassName("summary-value");
        var box = new Div(new Span(label), figure, new Span(below));
        box.addClassName(kind);
        return box;
    }

    private Div skipped() {
        var table = new Div();
        table.addClassName("reasons");
        var head = new Div(
                new Span(getTranslation("assignment.preview.because")),
                new Span(getTranslation("assignment.preview.numbers")));
        head.addClassNames("reason", "reasons-head");
        table.add(head);
        for (var skipped : preview.skipped()) {
            var reason = new Span(texts.refusal(skipped));
            var count = new Span(formats.count(skipped.count()));
            count.addClassName("figures");
            var row = new Div(reason, count);
            row.addClassName("reason");
            var instead = instead(skipped.reason());
            if (instead != null) {
                row.add(instead);
            }
            table.add(row);
        }
        return table;
    }

    /** The explicit choice that would include these numbers too, where there is one. */
    private @Nullable Button instead(Refusal reason) {
        var choices = preview.request().choices();
        var wanted = switch (reason) {
            case IN_OTHER_BATCH -> choices.withReassign(true);
            case RESERVED_OR_GIVEN_ON -> choices.withAlsoGivenOn(true);
            case WITH_CHILD ->
                preview.request().kind() == OperationKind.RELEASE_TO_POOL ? choices.withRecallFirst(true) : choices;
            case NO_PRICE, BATCH_FOR_OTHERS, BATCH_IN_OTHER_CURRENCY ->
                preview.request().kind() == OperationKind.GIVE
                                || preview.request().kind() == OperationKind.TRANSFER
                        ? choices.withByAssignedBatch(true)
                        : choices;
            case IN_USE,
                    WITH_NOBODY,
                    FROZEN,
                    NOT_FROZEN,
                    AGING,
                    RESERVED,
                    NOT_RESERVED,
                    ALREADY_EXTENDED,
                    NOT_GIVEN,
                    NOT_AGING,
                    FREE_OF_CHARGE,
                    RESERVED_LONGER,
                    PENDING,
                    PRICED_BY_BATCH,
                    IN_NO_BATCH,
                    IN_NO_GROUP,
                    ALREADY_DONE,
                    NO_RATE,
                    NOT_WITH_CHILD,
                    GIVEN_ON,
                    USED_BY_ACCOUNT,
                    ACCOUNT_USES_OTHERS,
                    ACCOUNT_TAKEN,
                    MUST_REST,
                    NOT_IN_USE,
                    USED_BY_OTHERS,
                    IS_THE_ID,
                    NOT_LOADED_HERE,
                    NO_VENDOR_BATCH,
                    OTHER_COST_CURRENCY,
                    NEVER_CHARGED,
                    CLASSED_BY_LOADER,
                    INTERNAL,
                    CHANGED,
                    NOT_THERE -> choices;
        };
        if (wanted.equals(choices)) {
            return null;
        }
        var button = new Button(getTranslation("assignment.instead." + reason), _ -> {
            close();
            previewAgain.accept(preview.request().withChoices(wanted));
        });
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        button.addClassName("link");
        return button;
    }

    private static Div note(String kind, String text) {
        var note = new Div(text);
        note.addClassNames("note", kind);
        return note;
    }

    private void apply() {
        close();
        try {
            var result = assignments.apply(actor, preview.id(), belowCostToo.getValue());
            new ResultDialog(result, texts).open();
        } catch (OperationRefusedException refused) {
            Notifications.error(getTranslation(
                    "assignment.refused." + refused.reason(),
                    refused.arguments().toArray()));
        } catch (StockChangedException _) {
            Notifications.error(getTranslation("assignment.refused.STOCK_CHANGED"));
        } catch (LimitExceededException over) {
            Notifications.error(getTranslation("assignment.refused.LIMIT_" + over.limit()));
        } catch (NotThereException _) {
            Notifications.error(getTranslation("assignment.target.gone"));
        }
        changed.run();
    }
}
