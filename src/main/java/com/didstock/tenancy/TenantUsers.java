package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.APP_USER;

import com.didstock.db.didstock.enums.UserRole;
import com.didstock.db.didstock.enums.UserStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Record;
import org.springframework.stereotype.Service;

/** Who can log in for a tenant and for its direct children. */
@Service
public class TenantUsers {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,119}");
    private static final int SHORTEST_LOGIN = 2;
    private static final int LONGEST_LOGIN = 120;
    private static final int LONGEST_NAME = 120;
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;

    private final TenantTransaction transactions;
    private final ChildTenants children;
    private final Passwords passwords;

    TenantUsers(TenantTransaction transactions, ChildTenants children, Passwords passwords) {
        this.transactions = transactions;
        this.children = children;
        this.passwords = passwords;
    }

    /**
     * The users of the own tenant or of a direct child, by login.
     *
     * @throws NotThereException if there is no such child
     */
    public List<TenantUser> list(Actor actor, int tenantId) {
        kindOf(actor, tenantId);
        return transactions.read(actor, context -> {
            context.require(Right.ADMINISTER);
            return context.sql()
                    .select(
                            APP_USER.USER_ID,
                            APP_USER.TENANT_ID,
                            APP_USER.LOGIN,
                            APP_USER.DISPLAY_NAME,
                            APP_USER.EMAIL,
                            APP_USER.ROLE,
                            APP_USER.STATUS,
                            APP_USER.LAST_LOGIN_AT)
                    .from(APP_USER)
                    .where(of(actor, tenantId))
                    .orderBy(APP_USER.LOGIN)
                    .fetch(TenantUsers::toUser);
        });
    }

    /**
     * Adds somebody who can log in for the own tenant or for a direct child.
     *
     * @throws RefusedException if it can't be so; see {@link TenantRefusal}
     * @throws NotThereException if there is no such child
     */
    public void create(Actor actor, int tenantId, NewUser user) {
        check(user, kindOf(actor, tenantId));
        // Hashing takes its time: not inside a transaction.
        var hash = passwords.hash(user.password());
        var login = user.login().strip().toLowerCase(Locale.ROOT);
        transactions.write(actor, Right.ADMINISTER, context -> {
            var added = context.sql()
                    .insertInto(APP_USER)
                    .set(APP_USER.OPERATOR_ID, actor.operatorId())
                    .set(APP_USER.TENANT_ID, tenantId)
                    .set(APP_USER.LOGIN, login)
                    .set(APP_USER.DISPLAY_NAME, user.displayName().strip())
                    .set(APP_USER.EMAIL, user.email())
                    .set(APP_USER.ROLE, UserRole.valueOf(user.role().name()))
                    .set(APP_USER.PASSWORD_HASH, hash)
                    .onConflictDoNothing()
                    .execute();
            TenantRefusal.LOGIN_TAKEN.when(added == 0);
            return added;
        });
    }

    /**
     * Lets a user in, or no longer; it is refused at the next thing it does.
     *
     * @throws RefusedException for oneself
     * @throws NotThereException if there is no such user
     */
    public void setActive(Actor actor, int tenantId, int userId, boolean active) {
        TenantRefusal.YOURSELF.when(!active && userId == actor.userId());
        transactions.write(actor, Right.ADMINISTER, context -> {
            var changed = context.sql()
                    .update(APP_USER)
                    .set(APP_USER.STATUS, active ? UserStatus.ACTIVE : UserStatus.DISABLED)
                    .where(of(actor, tenantId))
                    .and(APP_USER.USER_ID.eq(userId))
                    .execute();
            if (changed == 0) {
                throw new NotThereException("user");
            }
            return changed;
        });
    }

    private static Condition of(Actor actor, int tenantId) {
        return APP_USER.OPERATOR_ID.eq(actor.operatorId()).and(APP_USER.TENANT_ID.eq(tenantId));
    }

    /** A child that is not there, or not a child, is not there. */
    private TenantKind kindOf(Actor actor, int tenantId) {
        return tenantId == actor.tenantId()
                ? transactions.read(actor, context -> context.tenant().kind())
                : children.find(actor, tenantId).kind();
    }

    private static void check(NewUser user, TenantKind kind) {
        var login = user.login().strip().toLowerCase(Locale.ROOT);
        TenantRefusal.LOGIN_NOT_POSSIBLE.when(!LOGIN.matcher(login).matches(), SHORTEST_LOGIN, LONGEST_LOGIN);
        TenantRefusal.DISPLAY_NAME_MISSING.when(user.displayName().isBlank());
        TenantRefusal.DISPLAY_NAME_TOO_LONG.when(user.displayName().strip().length() > LONGEST_NAME, LONGEST_NAME);
        TenantRefusal.PASSWORD_TOO_SHORT.when(user.password().length() < SHORTEST_PASSWORD, SHORTEST_PASSWORD);
        TenantRefusal.PASSWORD_TOO_LONG.when(user.password().length() > LONGEST_PASSWORD, LONGEST_PASSWORD);
        TenantRefusal.PASSWORD_LIKE_LOGIN.when(
                user.password().toLowerCase(Locale.ROOT).contains(login));
        TenantRefusal.ROLE_NOT_POSSIBLE.when(kind(user.role()) != kind);
    }

    private static TenantKind kind(Role role) {
        return switch (role) {
            case OPERATOR_ADMIN, OPERATOR_VIEWER -> TenantKind.OPERATOR;
            case RESELLER_ADMIN, RESELLER_VIEWER -> TenantKind.RESELLER;
            case CUSTOMER -> TenantKind.CUSTOMER;
        };
    }

    private static TenantUser toUser(Record row) {
        return new TenantUser(
                row.get(APP_USER.USER_ID),
                row.get(APP_USER.TENANT_ID),
                row.get(APP_USER.LOGIN),
                row.get(APP_USER.DISPLAY_NAME),
                row.get(APP_USER.EMAIL),
                Role.valueOf(row.get(APP_USER.ROLE).name()),
                row.get(APP_USER.STATUS) == UserStatus.ACTIVE,
                Optional.ofNullable(row.get(APP_USER.LAST_LOGIN_AT))
                        .map(at -> at.toInstant())
                        .orElse(null));
    }
}
