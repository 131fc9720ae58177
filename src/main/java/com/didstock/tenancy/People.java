package com.didstock.tenancy;

import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who is let in, whatever their operator: asked by what holds on to people without a transaction of theirs, such as the
 * screens that they left open.
 */
@Component
public class People {

    private final Entry entry;

    People(Entry entry) {
        this.entry = entry;
    }

    /** {@return those of them who are not let in any more: disabled, or of a tenant or operator that is not active} */
    public Set<Actor> refused(Set<Actor> people) {
        return people.isEmpty() ? Set.of() : entry.refused(people);
    }
}
