package com.didstock.provisioning.ui;

import com.didstock.history.AccountHistory;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.Component;

/**
 * Who works with whose accounts.
 *
 * @param own whether they are the actor's own, not a customer's
 */
record AccountDesk(
        Actor actor, int customer, boolean own, Accounts accounts, AccountNumbers numbers, AccountHistory history) {

    /** {@return a number as people write it; any other ID as it is} */
    static String shown(String accountId) {
        return DidNumber.isNumber(accountId)
                ? FormattedNumber.of(new DidNumber(accountId)).text()
                : accountId;
    }

    /** {@return the key of a text that speaks to the customer, or to the tenant above it} */
    String key(String key) {
        return own ? key + ".own" : key;
    }

    /**
     * Does something, and says in a sentence why it can't be done.
     *
     * @throws FormDialog.Refused with the sentence
     */
    void attempt(Component where, Runnable work) {
        try {
            work.run();
        } catch (RefusedException refused) {
            var arguments = refused.arguments().stream()
                    .map(argument -> argument instanceof String text ? shown(text) : argument)
                    .toArray();
            throw new FormDialog.Refused(where.getTranslation(refused.reason().textKey(), arguments));
        } catch (LimitExceededException exceeded) {
            throw new FormDialog.Refused(where.getTranslation("provisioning.limit." + exceeded.limit()));
        } catch (RightMissingException _) {
            throw new FormDialog.Refused(where.getTranslation("provisioning.right-missing"));
        } catch (ChangedMeanwhileException | NotThereException | StockChangedException _) {
            throw new FormDialog.Refused(where.getTranslation("provisioning.changed-meanwhile"));
        }
    }
}
