package com.didstock.oversight;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.testing.TestTree;

/** A tree with numbers on every level, and the services over it. */
abstract class OversightTest {

    final TestTree tree = TestTree.plant();
    final TenantTree tenants = new TenantTree(tree.transactions());
    final NumberChains chains = new NumberChains(tree.transactions());

    static void refused(Class<? extends RuntimeException> with, Runnable deed) {
        assertThatThrownBy(deed::run).isInstanceOf(with);
    }
}
