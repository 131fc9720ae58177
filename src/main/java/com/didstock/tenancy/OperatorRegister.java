package com.didstock.tenancy;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Makes sure that the operators of the tenants folder exist in the database. Used at start, before anybody logs in. */
@Service
public class OperatorRegister {

    private final Entry entry;
    private final Passwords passwords;

    OperatorRegister(Entry entry, Passwords passwords) {
        this.entry = entry;
        this.passwords = passwords;
    }

    /**
     * Creates the operator if it is new; otherwise only its name is brought up to date.
     *
     * @param slug the name of the operator's folder
     * @param currency ISO 4217; only for a new operator
     * @return the operator's id
     */
    public int register(String slug, String name, String currency) {
        return entry.registerOperator(slug, name, currency);
    }

    /**
     * Brings up to date what the operator's file says of who is let in.
     *
     * @param letInBelowSuspended whether the people of tenants that stand below a suspended one are let in
     */
    public void setRules(int operatorId, boolean letInBelowSuspended) {
        entry.setOperatorRules(operatorId, letInBelowSuspended);
    }

    /** Says whether the operator may view as any of its tenants that does not refuse it. */
    public void setStandingSupport(int operatorId, boolean standing) {
        entry.setStandingSupport(operatorId, standing);
    }

    /**
     * Creates the operator's first administrator, unless the operator has a user already.
     *
     * @return whether the administrator was created
     */
    public boolean registerFirstAdmin(int operatorId, String login, String name, String password) {
        return entry.registerFirstAdmin(operatorId, login, name, passwords.hash(password), false) != null;
    }

    /**
     * Creates the demo's administrator, unless the operator has a user already. It exists only while the demo is on.
     *
     * @param hash of its password
     * @return the administrator, if it was created
     */
    public Optional<Actor> registerDemoAdmin(int operatorId, String login, String name, String hash) {
        return Optional.ofNullable(entry.registerFirstAdmin(operatorId, login, name, hash, true))
                .map(user -> new Actor(operatorId, operatorId, user));
    }

    /** {@return a password that nobody can guess} */
    public String generatePassword() {
        return Secrets.random(15);
    }
}
