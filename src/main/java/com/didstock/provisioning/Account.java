package com.didstock.provisioning;

import java.util.List;

/**
 * A phone line of a customer.
 *
 * @param version changes with every change of ID, name or status; a change names the one it read
 * @param accountId what identifies it in the network: the digits of a number, or any other text
 * @param numbers the numbers of the stock that it uses: the ID first, if that is one, then the aliases ascending
 */
public record Account(
        int id, int version, String accountId, String name, AccountStatus status, List<AccountNumber> numbers) {

    public Account {
        numbers = List.copyOf(numbers);
    }

    /** {@return whether the ID is a number of the stock} */
    public boolean hasNumberAsId() {
        return numbers.stream().anyMatch(number -> number.role() == NumberRole.ID);
    }

    /** {@return the digits of its aliases, ascending} */
    public List<String> aliases() {
        return numbers.stream()
                .filter(number -> number.role() == NumberRole.ALIAS)
                .map(AccountNumber::number)
                .toList();
    }
}
