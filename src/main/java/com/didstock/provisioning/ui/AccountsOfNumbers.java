package com.didstock.provisioning.ui;

import com.didstock.inventory.ui.StockAccounts;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.tenancy.Actor;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the inventory which account uses a number. */
@Component
class AccountsOfNumbers implements StockAccounts {

    private final AccountNumbers numbers;

    AccountsOfNumbers(AccountNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public Map<String, String> using(Actor actor, List<String> page) {
        return numbers.using(actor, page);
    }
}
