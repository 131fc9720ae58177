package com.didstock.vendors;

import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.TenantContext;
import java.util.Currency;

/** What vendors and their batches must be like, and whose they can be at all. */
final class VendorRules {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 500;

    private VendorRules() {}

    /**
     * Only a tenant that buys for itself has vendors; for the others the whole page is not there.
     *
     * @throws NotThereException if it doesn't
     */
    static void requireOwnVendors(TenantContext context) {
        if (!context.tenant().ownVendors()) {
            throw new NotThereException("vendor");
        }
    }

    static String name(String typed) {
        var name = typed.strip();
        refuse(name.isEmpty(), VendorRefusal.NAME_MISSING);
        refuse(name.length() > LONGEST_NAME, VendorRefusal.NAME_TOO_LONG, LONGEST_NAME);
        return name;
    }

    static String text(String typed) {
        var text = typed.strip();
        refuse(text.length() > LONGEST_TEXT, VendorRefusal.TEXT_TOO_LONG, LONGEST_TEXT);
        return text;
    }

    static VendorBatchTerms checked(VendorBatchTerms terms) {
        return new VendorBatchTerms(
                terms.vendorId(),
                name(terms.name()),
                text(terms.description()),
                currency(terms.currency()),
                text(terms.supplyLabel()),
                text(terms.supplyDescription()));
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.strip()).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(VendorRefusal.CURRENCY_UNKNOWN);
        }
    }

    static void refuse(boolean wrong, VendorRefusal reason, Object... arguments) {
        if (wrong) {
            throw new RefusedException(reason, arguments);
        }
    }
}
