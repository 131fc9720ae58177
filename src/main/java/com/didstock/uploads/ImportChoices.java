package com.didstock.uploads;

import java.util.Set;

/**
 * What an import does with the numbers of a file.
 *
 * @param releaseAtOnce new ones are free at once rather than frozen; rows that say so themselves stay frozen
 * @param update what changes on those in stock; a blank in the file leaves a number as it is
 * @param move those in stock go to the vendor batch that the file names
 */
public record ImportChoices(boolean releaseAtOnce, Set<UpdateColumn> update, boolean move) {

    public ImportChoices {
        update = Set.copyOf(update);
    }

    /** {@return new numbers only; those in stock stay as they are} */
    public static ImportChoices newNumbers(boolean releaseAtOnce) {
        return new ImportChoices(releaseAtOnce, Set.of(), false);
    }

    /** {@return whether numbers in stock may change} */
    public boolean updates() {
        return move || !update.isEmpty();
    }
}
