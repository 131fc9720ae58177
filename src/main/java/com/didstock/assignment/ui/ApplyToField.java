package com.didstock.assignment.ui;

import com.didstock.assignment.ApplyTo;
import com.didstock.inventory.HitCount;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All matching, the first N, or the ticked ones. Nothing is chosen until a person chooses; ticking chooses ticked. */
final class ApplyToField extends Composite<Div> {

    private enum Mode {
        ALL,
        FIRST,
        TICKED
    }

    private final NativeButton all = segment(Mode.ALL);
    private final NativeButton first = segment(Mode.FIRST);
    private final NativeButton selected = segment(Mode.TICKED);
    private final Div firstSegment = new Div();
    private final IntegerField count = new IntegerField();
    private final Runnable changed;
    private @Nullable Mode mode;
    private HitCount hits = new HitCount(0, true);
    private Set<String> ticked = Set.of();

    ApplyToField(Runnable changed) {
        this.changed = changed;
        count.setAriaLabel(getTranslation("assignment.apply-to.count"));
        count.setMin(1);
        count.setMax(10_000);
        count.setValue(500);
        count.setStepButtonsVisible(false);
        count.addClassName("first-n");
        // Typing chooses, even what the field says already.
        count.addInputListener(_ -> choose(Mode.FIRST));
        count.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                choose(Mode.FIRST);
            }
        });
        first.setText(getTranslation("assignment.apply-to.FIRST"));
        firstSegment.addClassName("segment-first");
        firstSegment.add(first, count);
        var segments = new Div(all, firstSegment, selected);
        segments.addClassName("segments");
        segments.getElement().setAttribute("role", "group");
        segments.getElement().setAttribute("aria-label", getTranslation("assignment.apply-to"));
        getContent().add(segments);
    }

    private NativeButton segment(Mode which) {
        var button = new NativeButton();
        button.addClickListener(_ -> choose(which));
        button.getElement().setAttribute("type", "button");
        return button;
    }

    private void choose(Mode wanted) {
        mode = wanted;
        refresh();
        changed.run();
    }

    void show(HitCount now, Set<String> numbers) {
        var newlyTicked = !numbers.isEmpty() && ticked.isEmpty();
        hits = now;
        ticked = numbers;
        if (newlyTicked) {
            mode = Mode.TICKED;
        } else if (numbers.isEmpty() && mode == Mode.TICKED) {
            mode = null;
        }
        refresh();
    }

    private void refresh() {
        var formats = Formats.current();
        all.setText(getTranslation(
                hits.exact() ? "assignment.apply-to.ALL" : "assignment.apply-to.ALL.over",
                formats.count(hits.value())));
        selected.setText(getTranslation("assignment.apply-to.TICKED", formats.count(ticked.size())));
        selected.setEnabled(!ticked.isEmpty());
        press(all, Mode.ALL);
        press(first, Mode.FIRST);
        firstSegment.setClassName("chosen", mode == Mode.FIRST);
        press(selected, Mode.TICKED);
    }

    private void press(NativeButton button, Mode which) {
        button.getElement().setAttribute("aria-pressed", Boolean.toString(mode == which));
    }

    /** {@return what is chosen; null while nothing is, or N is no number from 1 to 10,000} */
    @Nullable
    ApplyTo chosen() {
        return switch (mode) {
            case null -> null;
            case ALL -> hits.value() == 0 ? null : new ApplyTo.All();
            case FIRST -> {
                var n = count.getValue();
                yield n == null || n < 1 || n > 10_000 ? null : new ApplyTo.First(n);
            }
            case TICKED -> ticked.isEmpty() ? null : new ApplyTo.Selected(List.copyOf(ticked));
        };
    }

    /** {@return how many numbers are meant, as text} */
    String describe(Formats formats) {
        return switch (chosen()) {
            case null -> "";
            case ApplyTo.All _ ->
                getTranslation(
                        hits.exact() ? "assignment.count" : "assignment.count.over", formats.count(hits.value()));
            case ApplyTo.First(var n) -> getTranslation("assignment.count.first", formats.count(n));
            case ApplyTo.Selected(var numbers) -> getTranslation("assignment.count", formats.count(numbers.size()));
        };
    }
}
