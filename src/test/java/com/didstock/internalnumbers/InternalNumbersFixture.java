package com.didstock.internalnumbers;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.List;

/** Internal numbers of a tree, for tests of what else they concern. */
public final class InternalNumbersFixture {

    private final InternalNumbers numbers;

    public InternalNumbersFixture(TestTree tree) {
        new InternalRanges(tree.transactions()).add(tree.o.admin(), "100", "199", null);
        numbers = new InternalNumbers(tree.transactions());
    }

    public void takeAndReturn(Member customer, String number) {
        numbers.take(customer.admin(), List.of(number));
        numbers.giveBack(customer.admin(), List.of(number));
    }
}
