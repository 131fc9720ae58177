package com.didstock.tenancy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a screen needs to know of the person before it, as of now.
 *
 * @param theme how the person wants the portal to look
 * @param locale BCP 47 tag of the language the person chose; null for the browser's
 * @param viewing whether a person of the operator views as the tenant
 */
public record SignedIn(
        String login,
        String displayName,
        Role role,
        TenantKind kind,
        String tenantName,
        boolean ownVendors,
        Theme theme,
        @Nullable String locale,
        boolean viewing) {

    public Set<Right> rights() {
        return role.rights(viewing);
    }

    /**
     * @throws NotThereException if the screen is not one of this kind of tenant
     * @throws RightMissingException if the person may not do what the screen is for
     */
    public void requireOpen(Class<?> screen) {
        var open = screen.getAnnotation(OpenTo.class);
        if (open == null) {
            return;
        }
        if (!isFor(open)) {
            throw new NotThereException("the screen");
        }
        for (var right : open.right()) {
            if (!rights().contains(right)) {
                throw new RightMissingException(right);
            }
        }
    }

    /** {@return whether the screen belongs into this person's menu} */
    public boolean mayOpen(Class<?> screen) {
        var open = screen.getAnnotation(OpenTo.class);
        return open == null || (isFor(open) && rights().containsAll(List.of(open.right())));
    }

    /** {@return key of the screen's title in this person's menu} */
    public String menuTitle(Class<?> screen, String title) {
        var open = screen.getAnnotation(OpenTo.class);
        return kind != TenantKind.CUSTOMER
                        || open == null
                        || open.customersTitle().isEmpty()
                ? title
                : open.customersTitle();
    }

    private boolean isFor(OpenTo open) {
        return Arrays.asList(open.kinds()).contains(kind)
                && (ownVendors || !open.ownVendors())
                && !(viewing && open.ownPeople());
    }

    /** Light, dark, or as the person's system has it. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }
}
