package com.didstock.inventory;

import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import org.springframework.stereotype.Component;

/** Reads what an actor types as a number, in the way of its operator's country. */
@Component
public class SearchLanguage {

    private final Operators operators;

    SearchLanguage(Operators operators) {
        this.operators = operators;
    }

    /** What a text is understood as; the inventory searches for exactly this. */
    public NumberSearch read(Actor actor, String text) {
        var country = operators.known(actor.operatorId()).map(OperatorSettings::defaultCountry);
        return NumberSearch.parse(text, country.orElse(null));
    }
}
