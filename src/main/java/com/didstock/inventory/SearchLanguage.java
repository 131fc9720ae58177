package com.didstock.inventory;

import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what an actor types as a number, in the way of its operator's country. */
@Component
public class SearchLanguage {

    private final Operators operators;

    SearchLanguage(Operators operators) {
        this.operators = operators;
    }

    /** {@return ISO 3166-1 alpha-2 code of the country whose national numbers are understood; null if none is known} */
    @Nullable
    String country(Actor actor) {
        return operators
                .known(actor.operatorId())
                .map(OperatorSettings::defaultCountry)
                .orElse(null);
    }

    /** {@return the time zone whose midnight ends a day} */
    ZoneId zone(Actor actor) {
        return operators.known(actor.operatorId()).map(OperatorSettings::zone).orElse(ZoneOffset.UTC);
    }

    /** What a text is understood as; the inventory searches for exactly this. */
    public NumberSearch read(Actor actor, String text) {
        return NumberSearch.parse(text, country(actor));
    }
}
