package com.didstock.assignment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** To which of the numbers that a search finds an operation applies. Nothing is preset to all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "choice")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ApplyTo.All.class, name = "ALL"),
    @JsonSubTypes.Type(value = ApplyTo.First.class, name = "FIRST"),
    @JsonSubTypes.Type(value = ApplyTo.Selected.class, name = "SELECTED")
})
public sealed interface ApplyTo {

    /** All that match. */
    record All() implements ApplyTo {}

    /**
     * The first N, in number order, for which the operation is possible.
     *
     * @param count at least 1
     */
    record First(int count) implements ApplyTo {
        public First {
            if (count < 1) {
                throw new IllegalArgumentException("first N: N is at least 1");
            }
        }
    }

    /** These, whether or not the search still finds them. */
    record Selected(List<String> numbers) implements ApplyTo {
        public Selected {
            numbers = numbers.stream().distinct().sorted().toList();
        }
    }
}
