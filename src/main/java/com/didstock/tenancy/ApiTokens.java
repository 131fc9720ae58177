package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.API_TOKEN;
import static com.didstock.db.didstock.Tables.APP_USER;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The API tokens of a tenant's users: each user makes its own; administrators see and revoke all of their tenant. */
@Service
public class ApiTokens {

    private static final String PREFIX = "didstock_";
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SECRET = 200;

    private final Entry entry;
    private final TenantTransaction transactions;
    private final boolean demo;

    ApiTokens(Entry entry, TenantTransaction transactions, @Value("${didstock.demo:false}") boolean demo) {
        this.entry = entry;
        this.transactions = transactions;
        this.demo = demo;
    }

    /**
     * Makes a token that acts as the actor.
     *
     * @param name what it is for; 1 to 80 characters
     * @param expiresAt null: never
     * @throws IllegalArgumentException if the name is empty or too long
     */
    public ApiToken.Created create(Actor actor, String name, boolean readOnly, @Nullable Instant expiresAt) {
        var label = name.strip();
        if (label.isEmpty() || label.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a token needs a name of 1 to 80 characters");
        }
        var secret = PREFIX + Secrets.random();
        return transactions.write(actor, Right.VIEW, context -> {
            var id = context.sql()
                    .insertInto(API_TOKEN)
                    .set(API_TOKEN.OPERATOR_ID, actor.operatorId())
                    .set(API_TOKEN.TENANT_ID, actor.tenantId())
                    .set(API_TOKEN.USER_ID, actor.userId())
                    .set(API_TOKEN.NAME, label)
                    .set(API_TOKEN.TOKEN_HASH, Secrets.sha256(secret))
                    .set(API_TOKEN.READ_ONLY, readOnly)
                    .set(API_TOKEN.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                    .set(API_TOKEN.EXPIRES_AT, expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                    .returningResult(API_TOKEN.TOKEN_ID)
                    .fetchSingle()
                    .value1();
            return new ApiToken.Created(id, secret);
        });
    }

    /** {@return the actor's tokens, with {@link Right#ADMINISTER} those of all users of its tenant; the newest first} */
    public List<ApiToken> list(Actor actor) {
        return transactions.read(actor, context -> {
            var whose = context.owns(API_TOKEN.OPERATOR_ID, API_TOKEN.TENANT_ID);
            if (!context.rights().contains(Right.ADMINISTER)) {
                whose = whose.and(API_TOKEN.USER_ID.eq(actor.userId()));
            }
            return context.sql()
                    .select(
                            API_TOKEN.TOKEN_ID,
                            API_TOKEN.NAME,
                            APP_USER.LOGIN,
                            API_TOKEN.USER_ID,
                            API_TOKEN.READ_ONLY,
                            API_TOKEN.CREATED_AT,
                            API_TOKEN.EXPIRES_AT,
                            API_TOKEN.REVOKED_AT)
                    .from(API_TOKEN)
                    .join(APP_USER)
                    .on(APP_USER.OPERATOR_ID.eq(API_TOKEN.OPERATOR_ID))
                    .and(APP_USER.TENANT_ID.eq(API_TOKEN.TENANT_ID))
                    .and(APP_USER.USER_ID.eq(API_TOKEN.USER_ID))
                    .where(whose)
                    .orderBy(API_TOKEN.CREATED_AT.desc(), API_TOKEN.TOKEN_ID)
                    .fetch(row -> new ApiToken(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value4() == actor.userId(),
                            row.value5(),
                            row.value6().toInstant(),
                            instant(row.value7()),
                            instant(row.value8())));
        });
    }

    /**
     * Ends a token at once.
     *
     * @throws NotThereException if there is no such token, it is revoked already, or it is another user's and the actor
     *     is no administrator
     */
    public void revoke(Actor actor, int tokenId) {
        transactions.write(actor, Right.VIEW, context -> {
            var whose = context.owns(API_TOKEN.OPERATOR_ID, API_TOKEN.TENANT_ID);
            if (!context.rights().contains(Right.ADMINISTER)) {
                whose = whose.and(API_TOKEN.USER_ID.eq(actor.userId()));
            }
            var revoked = context.sql()
                    .update(API_TOKEN)
                    .set(API_TOKEN.REVOKED_AT, context.now().atOffset(ZoneOffset.UTC))
                    .where(whose)
                    .and(API_TOKEN.TOKEN_ID.eq(tokenId))
                    .and(API_TOKEN.REVOKED_AT.isNull())
                    .execute();
            if (revoked != 1) {
                throw new NotThereException("the token");
            }
            return revoked;
        });
    }

    /** {@return whom the secret speaks for; empty if it is unknown, expired or revoked, or its user is not active} */
    public Optional<SignedInUser> find(String secret) {
        if (secret.isBlank() || secret.length() > LONGEST_SECRET) {
            return Optional.empty();
        }
        return entry.findToken(Secrets.sha256(secret), demo).flatMap(token -> {
            try {
                return Optional.of(signIn(token));
            } catch (ActorRefusedException _) {
                return Optional.empty();
            }
        });
    }

    private SignedInUser signIn(Entry.KnownToken token) {
        var actor = token.actor();
        return transactions.read(
                actor,
                context -> context.sql()
                        .select(APP_USER.LOGIN, APP_USER.DISPLAY_NAME)
                        .from(APP_USER)
                        .where(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID))
                        .and(APP_USER.USER_ID.eq(actor.userId()))
                        .fetchSingle(row -> new SignedInUser(
                                actor.operatorId(),
                                actor.tenantId(),
                                actor.userId(),
                                row.value1(),
                                row.value2(),
                                token.readOnly())));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
