package com.didstock.tenancy;

import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who is let in, whatever their operator: asked by what holds on to people without a transaction of theirs, such as the
 * screens that they left open.
 */
@Component
public class People {

    private final Entry entry;
    private final Clock clock;

    People(Entry entry, Clock clock) {
        this.entry = entry;
        this.clock = clock;
    }

    /** {@return those of them who are not let in any more: disabled, or of a tenant or operator that is not active,
     *     or viewing as a tenant whose grant is over} */
    public Set<Actor> refused(Set<Actor> people) {
        return people.isEmpty() ? Set.of() : entry.refused(people, clock.instant());
    }
}
