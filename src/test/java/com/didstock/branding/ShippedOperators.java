package com.didstock.branding;

import com.didstock.tenancy.OperatorRegisters;
import com.didstock.testing.TestDatabase;
import org.springframework.mock.env.MockEnvironment;

/** The operators of the shipped folder, where no Spring context has them; any other operator has the defaults. */
public final class ShippedOperators {

    private ShippedOperators() {}

    public static Operators read() {
        var environment = new MockEnvironment()
                .withProperty("didstock.tenants", "tenants")
                .withProperty("didstock.demo", "true")
                .withProperty("DIDSTOCK_ADMIN_PASSWORD", "correct horse battery");
        return new Operators(
                environment, OperatorRegisters.over(TestDatabase.get().app()));
    }
}
