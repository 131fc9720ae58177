package com.didstock.shell;

import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TooHeavyException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The failures that people can be told about in a sentence. */
enum Failure {
    NOT_THERE("notThere", 404),
    RIGHT_MISSING("rightMissing", 403),
    TOO_HEAVY("tooHeavy", 503),
    DATABASE_AWAY("databaseAway", 503),
    CHANGED("changed", 409),
    LIMIT("limit", 409),
    REFUSED("refused", 403);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String key;
    private final int status;

    Failure(String key, int status) {
        this.key = key;
        this.status = status;
    }

    String titleKey() {
        return "shell." + key + ".title";
    }

    String textKey() {
        return "shell." + key + ".text";
    }

    /** {@return the HTTP status of a page that shows it} */
    int status() {
        return status;
    }

    static Optional<Failure> of(Throwable failure) {
        return switch (cause(failure)) {
            case NotThereException _ -> Optional.of(NOT_THERE);
            case RightMissingException _ -> Optional.of(RIGHT_MISSING);
            case TooHeavyException _ -> Optional.of(TOO_HEAVY);
            case DatabaseAwayException _ -> Optional.of(DATABASE_AWAY);
            case StockChangedException _ -> Optional.of(CHANGED);
            case LimitExceededException _ -> Optional.of(LIMIT);
            case ActorRefusedException _ -> Optional.of(REFUSED);
            default -> Optional.empty();
        };
    }

    /** {@return the first of our own exceptions in the chain of causes; the failure itself if there is none} */
    static Throwable cause(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getPackageName().equals(NotThereException.class.getPackageName())) {
                return cause;
            }
        }
        return failure;
    }

    /** {@return an id that a user can read out and that finds the log line} */
    static String newId() {
        var id = new byte[4];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
