package com.didstock.ui;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A state in one word, with a colour that only repeats what the word says. */
public class StatusBadge extends Span {

    /** How a state is to be taken. */
    public enum Kind {
        /** Working, in use, done. */
        OK,
        /** Available, new. */
        INFO,
        /** Needs attention, or waits. */
        WARN,
        /** At rest. */
        MUTE,
        /** Failed, ended, costs money. */
        DANGER
    }

    public StatusBadge(String text, Kind kind) {
        super(text);
        addClassNames("badge", "badge-" + kind.name().toLowerCase(Locale.ROOT));
    }
}
