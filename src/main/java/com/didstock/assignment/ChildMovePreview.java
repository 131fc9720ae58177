package com.didstock.assignment;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a move would do, before it does.
 *
 * @param children how many tenants move
 * @param numbers how many numbers they have from where they stand; these stay with them
 * @param inUse how many of these an account uses
 * @param money by currency; null for a user who may not see it
 */
public record ChildMovePreview(
        ChildMove move,
        int children,
        int numbers,
        int inUse,
        @Nullable List<Money> money) {

    public ChildMovePreview {
        money = money == null ? null : List.copyOf(money);
    }

    /**
     * What the tenant that moves them earns with these numbers.
     *
     * @param monthlyBefore a month until now
     * @param monthlyAfter a month from now on
     * @param once what is charged now
     */
    public record Money(String currency, BigDecimal monthlyBefore, BigDecimal monthlyAfter, BigDecimal once) {}
}
