package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.APP_USER;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.UserRole;
import com.didstock.db.didstock.enums.UserStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who may log in for a tenant and for its direct children. */
@Service
public class TenantUsers {

    static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,119}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private static final SelectField<?>[] COLUMNS = {
        APP_USER.USER_ID,
        APP_USER.TENANT_ID,
        APP_USER.LOGIN,
        APP_USER.DISPLAY_NAME,
        APP_USER.EMAIL,
        APP_USER.ROLE,
        APP_USER.STATUS,
        APP_USER.LAST_LOGIN_AT
    };

    private final TenantTransaction transactions;
    private final Passwords passwords;

    TenantUsers(TenantTransaction transactions, Passwords passwords) {
        this.transactions = transactions;
        this.passwords = passwords;
    }

    /**
     * The users of a tenant, by login.
     *
     * @param tenantId the own tenant or a direct child
     * @throws NotThereException if it is neither
     */
    public List<TenantUser> list(Actor actor, int tenantId) {
        return transactions.read(actor, context -> {
            context.require(Right.ADMINISTER);
            kind(context, tenantId);
            return context.sql()
                    .select(COLUMNS)
                    .from(APP_USER)
                    .where(of(context, tenantId))
                    .orderBy(APP_USER.LOGIN)
                    .fetch(TenantUsers::user);
        });
    }

    /**
     * Adds a user.
     *
     * @param tenantId the own tenant or a direct child
     * @throws RefusedException if it can't be so; see {@link TenantRefusal}
     * @throws NotThereException if the tenant is neither the own nor a child
     */
    public TenantUser create(Actor actor, int tenantId, NewUser user) {
        var login = user.login().strip().toLowerCase(Locale.ROOT);
        var displayName = user.displayName().strip();
        var email = email(user.email());
        TenantRefusal.LOGIN_NOT_POSSIBLE.when(!LOGIN.matcher(login).matches(), 2, LONGEST_NAME);
        TenantRefusal.DISPLAY_NAME_MISSING.when(displayName.isEmpty());
        TenantRefusal.DISPLAY_NAME_TOO_LONG.when(displayName.length() > LONGEST_NAME, LONGEST_NAME);
        checkPassword(login, user.password());
        // Refused before a hash is computed, which takes its time on purpose.
        transactions.write(actor, Right.ADMINISTER, context -> fitting(context, tenantId, user.role()));
        var hash = passwords.hash(user.password());
        return transactions.write(actor, Right.ADMINISTER, context -> {
            fitting(context, tenantId, user.role());
            try {
                return context.sql()
                        .insertInto(APP_USER)
                        .set(APP_USER.OPERATOR_ID, context.actor().operatorId())
                        .set(APP_USER.TENANT_ID, tenantId)
                        .set(APP_USER.LOGIN, login)
                        .set(APP_USER.DISPLAY_NAME, displayName)
                        .set(APP_USER.EMAIL, email)
                        .set(APP_USER.ROLE, UserRole.valueOf(user.role().name()))
                        .set(APP_USER.PASSWORD_HASH, hash)
                        .returningResult(COLUMNS)
                        .fetchSingle(TenantUsers::user);
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Lets a user in, or no longer: a disabled one is refused at the next thing it does.
     *
     * @throws RefusedException if that is oneself, or the last administrator of the own tenant
     * @throws NotThereException if there is no such user in the own tenant or a child
     */
    public TenantUser setActive(Actor actor, int tenantId, int userId, boolean active) {
        return transactions.write(actor, Right.ADMINISTER, context -> {
            var administrators = lockAdministrators(context, tenantId);
            var before = lock(context, tenantId, userId);
            TenantRefusal.YOURSELF.when(!active && userId == context.actor().userId());
            TenantRefusal.LAST_ADMINISTRATOR.when(!active && administrators.equals(Set.of(userId)));
            return context.sql()
                    .update(APP_USER)
                    .set(APP_USER.STATUS, active ? UserStatus.ACTIVE : UserStatus.DISABLED)
                    .where(of(context, tenantId))
                    .and(APP_USER.USER_ID.eq(before.id()))
                    .returningResult(COLUMNS)
                    .fetchSingle(TenantUsers::user);
        });
    }

    /**
     * Changes what a user may do.
     *
     * @param role one of the user's kind of tenant
     * @throws RefusedException if the role is another kind's, or that is oneself, or the last administrator
     * @throws NotThereException if there is no such user in the own tenant or a child
     */
    public TenantUser changeRole(Actor actor, int tenantId, int userId, Role role) {
        return transactions.write(actor, Right.ADMINISTER, context -> {
            fitting(context, tenantId, role);
            var administrators = lockAdministrators(context, tenantId);
            var before = lock(context, tenantId, userId);
            if (before.role() == role) {
                return before;
            }
            TenantRefusal.YOURSELF.when(userId == context.actor().userId());
            TenantRefusal.LAST_ADMINISTRATOR.when(
                    !role.rights().contains(Right.ADMINISTER) && administrators.equals(Set.of(userId)));
            return context.sql()
                    .update(APP_USER)
                    .set(APP_USER.ROLE, UserRole.valueOf(role.name()))
                    .where(of(context, tenantId))
                    .and(APP_USER.USER_ID.eq(userId))
                    .returningResult(COLUMNS)
                    .fetchSingle(TenantUsers::user);
        });
    }

    /**
     * Gives a user a new password, when the old one is forgotten or known to others.
     *
     * @throws RefusedException if the password can't be so
     * @throws NotThereException if there is no such user in the own tenant or a child
     */
    public void resetPassword(Actor actor, int tenantId, int userId, String password) {
        // Refused before a hash is computed, which takes its time on purpose.
        transactions.write(actor, Right.ADMINISTER, context -> {
            checkPassword(lock(context, tenantId, userId).login(), password);
            return userId;
        });
        var hash = passwords.hash(password);
        transactions.write(actor, Right.ADMINISTER, context -> {
            lock(context, tenantId, userId);
            return context.sql()
                    .update(APP_USER)
                    .set(APP_USER.PASSWORD_HASH, hash)
                    .where(of(context, tenantId))
                    .and(APP_USER.USER_ID.eq(userId))
                    .execute();
        });
    }

    /** {@return the roles that users of a kind of tenant can have} */
    public static List<Role> roles(TenantKind kind) {
        return switch (kind) {
            case OPERATOR -> List.of(Role.OPERATOR_ADMIN, Role.OPERATOR_CLERK, Role.OPERATOR_VIEWER);
            case RESELLER -> List.of(Role.RESELLER_ADMIN, Role.RESELLER_CLERK, Role.RESELLER_VIEWER);
            case CUSTOMER -> List.of(Role.CUSTOMER, Role.CUSTOMER_CLERK);
        };
    }

    /**
     * All administrators of the own tenant, locked before anything else: two of them can't remove each other at the same
     * time. A child may be left without one: whoever stands above can add another.
     */
    private static Set<Integer> lockAdministrators(TenantContext context, int tenantId) {
        if (tenantId != context.actor().tenantId()) {
            return Set.of();
        }
        return context.sql()
                .select(APP_USER.USER_ID)
                .from(APP_USER)
                .where(of(context, tenantId))
                .and(APP_USER.STATUS.eq(UserStatus.ACTIVE))
                .and(APP_USER.ROLE.in(UserRole.OPERATOR_ADMIN, UserRole.RESELLER_ADMIN))
                .orderBy(APP_USER.USER_ID)
                .forNoKeyUpdate()
                .fetchSet(APP_USER.USER_ID);
    }

    private static TenantKind fitting(TenantContext context, int tenantId, Role role) {
        var kind = kind(context, tenantId);
        TenantRefusal.ROLE_NOT_POSSIBLE.when(!roles(kind).contains(role));
        return kind;
    }

    private static TenantKind kind(TenantContext context, int tenantId) {
        return context.sql()
                .select(TENANT.KIND)
                .from(TENANT)
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.TENANT_ID.eq(tenantId))
                .and(TENANT.TENANT_ID
                        .eq(context.actor().tenantId())
                        .or(TENANT.PARENT_ID.eq(context.actor().tenantId())))
                .fetchOptional(row -> TenantKind.valueOf(row.value1().name()))
                .orElseThrow(() -> new NotThereException("customer or reseller"));
    }

    private static TenantUser lock(TenantContext context, int tenantId, int userId) {
        kind(context, tenantId);
        return context.sql()
                .select(COLUMNS)
                .from(APP_USER)
                .where(of(context, tenantId))
                .and(APP_USER.USER_ID.eq(userId))
                .forNoKeyUpdate()
                .fetchOptional(TenantUsers::user)
                .orElseThrow(() -> new NotThereException("user"));
    }

    /** To be said only of a tenant that {@link #kind} found to be the own or a child. */
    private static Condition of(TenantContext context, int tenantId) {
        return APP_USER.OPERATOR_ID.eq(context.actor().operatorId()).and(APP_USER.TENANT_ID.eq(tenantId));
    }

    private static void checkPassword(String login, String password) {
        TenantRefusal.PASSWORD_TOO_SHORT.when(password.length() < SHORTEST_PASSWORD, SHORTEST_PASSWORD);
        TenantRefusal.PASSWORD_TOO_LONG.when(password.length() > LONGEST_PASSWORD, LONGEST_PASSWORD);
        TenantRefusal.PASSWORD_LIKE_LOGIN.when(password.toLowerCase(Locale.ROOT).contains(login));
    }

    static @Nullable String email(@Nullable String typed) {
        var email = Objects.requireNonNullElse(typed, "").strip();
        if (email.isEmpty()) {
            return null;
        }
        TenantRefusal.EMAIL_NOT_POSSIBLE.when(
                email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches());
        return email;
    }

    private static TenantUser user(Record row) {
        OffsetDateTime lastLogin = row.get(APP_USER.LAST_LOGIN_AT);
        return new TenantUser(
                row.get(APP_USER.USER_ID),
                row.get(APP_USER.TENANT_ID),
                row.get(APP_USER.LOGIN),
                row.get(APP_USER.DISPLAY_NAME),
                row.get(APP_USER.EMAIL),
                Role.valueOf(row.get(APP_USER.ROLE).name()),
                row.get(APP_USER.STATUS) == UserStatus.ACTIVE,
                lastLogin == null ? null : lastLogin.toInstant());
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        return String.valueOf(violated.getMessage()).contains("app_user_login_uk")
                ? new RefusedException(TenantRefusal.LOGIN_TAKEN)
                : violated;
    }
}
