package com.didstock.inventory;

import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import org.springframework.stereotype.Component;

/** Reads what an actor types as a number, in the way of its operator's country. */
@Component
public class SearchLanguage {

    private final DefaultCountries countries;

    SearchLanguage(DefaultCountries countries) {
        this.countries = countries;
    }

    /** What a text is understood as; the inventory searches for exactly this. */
    public NumberSearch read(Actor actor, String text) {
        return NumberSearch.parse(text, countries.of(actor.operatorId()));
    }
}
