package com.didstock.assignment;

import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operations do with accounts: many numbers begin and stop to be used, inside the caller's transaction and as part of
 * its operation. Accounts are those of the acting customer, or of the customers directly below the acting tenant.
 * Provisioning does it, by its own rules.
 */
public interface AccountUse {

    /**
     * An account that numbers are to be used by.
     *
     * @param name its ID, behind the customer's name and a slash where somebody else acts
     * @param customer whose it is
     */
    record Aim(int id, String name, int version, int customer) {}

    /**
     * An account, which nobody deletes or renames until the transaction ends.
     *
     * @throws NotThereException if there is no such account
     */
    Aim lock(TenantContext context, int account);

    /** {@return why an account can't use these numbers; nothing for those that it can} */
    Map<String, Refusal> beginRefusals(TenantContext context, Aim account, List<String> numbers);

    /**
     * An account begins to use numbers as aliases. All or none.
     *
     * @throws com.didstock.tenancy.RefusedException if it can't use one of them
     * @throws com.didstock.tenancy.LimitExceededException if the customer would exceed its limits
     */
    void begin(TenantContext context, Aim account, List<String> numbers);

    /** {@return why these numbers can't become an account's aliases; nothing for those that can} */
    Map<String, Refusal> moveRefusals(TenantContext context, Aim account, List<String> numbers);

    /** Aliases of other accounts of the same customer become aliases of this one. Nothing is released. All or none. */
    void move(TenantContext context, Aim account, List<String> numbers);

    /** {@return why accounts can't just stop using these numbers; nothing for those for which they can} */
    Map<String, Refusal> endRefusals(TenantContext context, List<String> numbers);

    /**
     * Those of these numbers that would leave their customers.
     *
     * @param then where they go; null: as is laid down for each customer
     */
    Set<String> leaving(TenantContext context, List<String> numbers, @Nullable AfterUse then);

    /**
     * Asks whether the actor may choose so.
     *
     * @throws com.didstock.tenancy.RefusedException if only the provider may
     * @throws com.didstock.tenancy.RightMissingException if it needs a right that the actor does not have
     */
    void requireChoice(TenantContext context, @Nullable AfterUse then);

    /**
     * Accounts stop using aliases. All or none.
     *
     * @param then where they go; null: as is laid down for each customer
     */
    void end(TenantContext context, List<String> numbers, @Nullable AfterUse then);
}
