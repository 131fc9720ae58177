package com.didstock.tenancy;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How many notices people have not read, whatever their operator: one question for all screens that are open. */
@Component
public class UnreadNotices {

    private final Entry entry;

    UnreadNotices(Entry entry) {
        this.entry = entry;
    }

    /** {@return how many each of them has not read, at most 100} */
    public Map<Actor, Integer> of(Set<Actor> people) {
        return people.isEmpty() ? Map.of() : entry.unreadNotices(people);
    }
}
