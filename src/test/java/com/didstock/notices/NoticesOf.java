package com.didstock.notices;

import com.didstock.tenancy.Actor;
import com.didstock.testing.TestTree;
import java.util.List;

/** What a person is told, in a word each. */
public final class NoticesOf {

    private NoticesOf() {}

    /** {@return kinds and what they are about, newest first} */
    public static List<String> kinds(TestTree tree, Actor actor) {
        return new Notices(tree.transactions())
                .page(actor, "", false, null, Notices.MOST_LISTED).notices().stream()
                        .map(notice -> notice.kind() + " " + notice.about())
                        .toList();
    }
}
