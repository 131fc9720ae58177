package com.didstock.provisioning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a customer's accounts, by ID.
 *
 * @param next the place to go on from; null if these were the last
 */
public record AccountPage(List<Account> accounts, @Nullable String next) {

    public AccountPage {
        accounts = List.copyOf(accounts);
    }
}
