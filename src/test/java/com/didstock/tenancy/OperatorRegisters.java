package com.didstock.tenancy;

import javax.sql.DataSource;

/** Makes the register without a Spring context. */
public final class OperatorRegisters {

    private OperatorRegisters() {}

    public static OperatorRegister over(DataSource dataSource) {
        return new OperatorRegister(new Entry(dataSource), new Passwords());
    }
}
