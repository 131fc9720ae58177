package com.didstock.inventory.ui;

import com.didstock.tenancy.Actor;
import java.util.List;
import java.util.Map;

/** Which accounts use the numbers of a page. The inventory offers the place; others know. */
public interface StockAccounts {

    /** {@return for these of the numbers that an account of the actor's tenant uses, the account's ID} */
    Map<String, String> using(Actor actor, List<String> numbers);
}
