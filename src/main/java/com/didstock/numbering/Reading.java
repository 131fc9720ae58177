package com.didstock.numbering;

import java.util.ArrayList;
import java.util.List;

/** What became of a text that should say a number or a range: the value, or why it can't be one. */
public sealed interface Reading<T> {

    /** The text says this. */
    record Parsed<T>(T value) implements Reading<T> {}

    /**
     * The text does not say a number.
     *
     * @param arguments what the translated sentence of the reason names; the first one is always the text itself,
     *     shortened
     */
    record Refused<T>(NumberRefusal reason, List<Object> arguments) implements Reading<T> {

        public Refused {
            arguments = List.copyOf(arguments);
        }
    }

    /** A refusal with the text as its first argument. */
    static <T> Reading<T> refused(NumberRefusal reason, String text, Object... further) {
        var arguments = new ArrayList<Object>();
        arguments.add(Signs.shortened(text));
        arguments.addAll(List.of(further));
        return new Refused<>(reason, arguments);
    }
}
