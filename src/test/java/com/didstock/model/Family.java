package com.didstock.model;

import com.didstock.testing.TestTree.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who stands below whom by now: children are moved. */
final class Family {

    private final Map<Member, Member> parents = new HashMap<>();

    void add(Member member) {
        var parent = member.parent();
        if (parent != null) {
            parents.put(member, parent);
        }
    }

    /** {@return the parent; null: an operator} */
    @Nullable
    Member above(Member member) {
        return parents.get(member);
    }

    Member parent(Member child) {
        return Objects.requireNonNull(parents.get(child));
    }

    List<Member> children(Member parent, List<Member> among) {
        return among.stream().filter(it -> parents.get(it) == parent).toList();
    }

    void move(Member child, Member to) {
        parents.put(child, to);
    }

    /** {@return from this one down to that one; empty if that one does not stand below} */
    List<Member> path(Member above, Member below) {
        var path = new ArrayList<Member>();
        for (var member = below; member != null; member = parents.get(member)) {
            path.addFirst(member);
            if (member == above) {
                return path;
            }
        }
        return List.of();
    }
}
