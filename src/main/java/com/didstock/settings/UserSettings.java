package com.didstock.settings;

import static com.didstock.db.didstock.Tables.USER_SETTING;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A user's own settings. What is kept is a record of the caller's, as JSON; what can't be read as one counts as unset. */
@Service
public class UserSettings {

    /** Characters of JSON that a setting may have. */
    public static final int LONGEST = 6_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TenantTransaction transactions;

    UserSettings(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** {@return what the user set; empty if nothing, or nothing that can be read as this type} */
    public <T> Optional<T> find(Actor actor, SettingKey key, Class<T> type) {
        return transactions
                .read(
                        actor,
                        context -> context.sql()
                                .select(USER_SETTING.VALUE)
                                .from(USER_SETTING)
                                .where(own(context))
                                .and(USER_SETTING.KEY.eq(key.key()))
                                .fetchOptional(USER_SETTING.VALUE))
                .flatMap(json -> parse(json.data(), type));
    }

    /**
     * Keeps a setting of the user in place of what was there; nothing of whoever only views as the tenant.
     *
     * @throws IllegalArgumentException if it has more than {@value #LONGEST} characters
     */
    public void keep(Actor actor, SettingKey key, Object value) {
        var json = JSON.writeValueAsString(value);
        if (json.length() > LONGEST) {
            throw new IllegalArgumentException("too long a setting: " + key);
        }
        if (actor.viewing()) {
            return;
        }
        transactions.write(
                actor,
                Right.VIEW,
                context -> context.sql()
                        .insertInto(USER_SETTING)
                        .set(USER_SETTING.OPERATOR_ID, actor.operatorId())
                        .set(USER_SETTING.TENANT_ID, actor.tenantId())
                        .set(USER_SETTING.USER_ID, actor.userId())
                        .set(USER_SETTING.KEY, key.key())
                        .set(USER_SETTING.VALUE, JSONB.jsonb(json))
                        .onConflict(
                                USER_SETTING.OPERATOR_ID,
                                USER_SETTING.TENANT_ID,
                                USER_SETTING.USER_ID,
                                USER_SETTING.KEY)
                        .doUpdate()
                        .set(USER_SETTING.VALUE, JSONB.jsonb(json))
                        .where(own(context))
                        .execute());
    }

    private static Condition own(TenantContext context) {
        return context.owns(USER_SETTING.OPERATOR_ID, USER_SETTING.TENANT_ID)
                .and(USER_SETTING.USER_ID.eq(context.actor().userId()));
    }

    private static <T> Optional<T> parse(String json, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(json, type));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
