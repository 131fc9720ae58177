package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.APP_USER;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a user may always see and change of itself: name, language, look. */
@Service
public class OwnProfile {

    private final TenantTransaction transactions;

    OwnProfile(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return who is signed in and what it may do, as of now}
     *
     * @throws ActorRefusedException if the user or its tenant is no longer active
     */
    public SignedIn read(Actor actor) {
        return transactions.read(actor, context -> actor.viewing() ? viewer(context) : own(context));
    }

    /** The person is the operator's: what it chose for itself is not the tenant's to know, nor to follow. */
    private static SignedIn viewer(TenantContext context) {
        return new SignedIn(
                context.login(),
                context.login(),
                context.role(),
                context.tenant().kind(),
                context.tenant().name(),
                context.tenant().ownVendors(),
                SignedIn.Theme.SYSTEM,
                null,
                true);
    }

    private static SignedIn own(TenantContext context) {
        return context.sql()
                .select(APP_USER.DISPLAY_NAME, APP_USER.THEME, APP_USER.LOCALE)
                .from(APP_USER)
                .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                .and(APP_USER.USER_ID.eq(context.actor().userId()))
                .fetchSingle(row -> new SignedIn(
                        context.login(),
                        row.value1(),
                        context.role(),
                        context.tenant().kind(),
                        context.tenant().name(),
                        context.tenant().ownVendors(),
                        theme(row.value2()),
                        row.value3(),
                        false));
    }

    public void chooseTheme(Actor actor, SignedIn.Theme theme) {
        transactions.write(
                actor,
                Right.VIEW,
                context -> context.sql()
                        .update(APP_USER)
                        .set(APP_USER.THEME, theme.name())
                        .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                        .and(APP_USER.USER_ID.eq(actor.userId()))
                        .execute());
    }

    /** @param locale BCP 47 tag */
    public void chooseLanguage(Actor actor, String locale) {
        transactions.write(
                actor,
                Right.VIEW,
                context -> context.sql()
                        .update(APP_USER)
                        .set(APP_USER.LOCALE, locale)
                        .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                        .and(APP_USER.USER_ID.eq(actor.userId()))
                        .execute());
    }

    /** {@return where the user gets e-mail; null: nowhere, and so for somebody who views} */
    public @Nullable String mailAddress(Actor actor) {
        return transactions.read(
                actor,
                context -> context.sql()
                        .select(APP_USER.EMAIL)
                        .from(APP_USER)
                        .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                        .and(APP_USER.USER_ID.eq(actor.userId()))
                        .fetchOne(APP_USER.EMAIL));
    }

    /**
     * @param typed blank: none
     * @throws RefusedException if it is no e-mail address
     */
    public void chooseMailAddress(Actor actor, String typed) {
        transactions.write(
                actor,
                Right.VIEW,
                context -> context.sql()
                        .update(APP_USER)
                        .set(APP_USER.EMAIL, TenantUsers.email(typed))
                        .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                        .and(APP_USER.USER_ID.eq(actor.userId()))
                        .execute());
    }

    private static SignedIn.Theme theme(@Nullable String stored) {
        for (var theme : SignedIn.Theme.values()) {
            if (theme.name().equals(stored)) {
                return theme;
            }
        }
        return SignedIn.Theme.SYSTEM;
    }
}
