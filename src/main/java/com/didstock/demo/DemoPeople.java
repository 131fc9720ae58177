package com.didstock.demo;

import static com.didstock.db.didstock.Tables.API_TOKEN;
import static com.didstock.db.didstock.Tables.APP_USER;

import com.didstock.db.didstock.enums.UserRole;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Passwords;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantTransaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.stereotype.Component;

/**
 * The demo's users and tokens. They are marked in the database: nobody logs in as one unless this very run has the demo
 * on. Writes tenancy's tables itself, because no service makes such users.
 */
@Component
class DemoPeople {

    static final String PASSWORD = "demo";

    private final TenantTransaction transactions;
    private final String hash;

    DemoPeople(TenantTransaction transactions, Passwords passwords) {
        this.transactions = transactions;
        this.hash = passwords.hash(PASSWORD);
    }

    String hash() {
        return hash;
    }

    /** Adds a user to the parent's own tenant or to one of its children, with the token {@code demo-<login>}. */
    Actor add(Actor parent, int tenantId, String login, String name, Role role) {
        var user = transactions.write(
                parent,
                Right.ADMINISTER,
                context -> context.sql()
                        .insertInto(APP_USER)
                        .set(APP_USER.OPERATOR_ID, parent.operatorId())
                        .set(APP_USER.TENANT_ID, tenantId)
                        .set(APP_USER.LOGIN, login)
                        .set(APP_USER.DISPLAY_NAME, name)
                        .set(APP_USER.ROLE, UserRole.valueOf(role.name()))
                        .set(APP_USER.PASSWORD_HASH, hash)
                        .set(APP_USER.DEMO, true)
                        .returningResult(APP_USER.USER_ID)
                        .fetchSingle()
                        .value1());
        var actor = new Actor(parent.operatorId(), tenantId, user);
        addToken(parent, actor, login);
        return actor;
    }

    void addToken(Actor parent, Actor owner, String login) {
        transactions.write(
                parent,
                Right.ADMINISTER,
                context -> context.sql()
                        .insertInto(API_TOKEN)
                        .set(API_TOKEN.OPERATOR_ID, owner.operatorId())
                        .set(API_TOKEN.TENANT_ID, owner.tenantId())
                        .set(API_TOKEN.USER_ID, owner.userId())
                        .set(API_TOKEN.NAME, "demo")
                        .set(API_TOKEN.TOKEN_HASH, sha256("demo-" + login))
                        .set(API_TOKEN.DEMO, true)
                        .execute());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
