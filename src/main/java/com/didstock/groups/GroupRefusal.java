package com.didstock.groups;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a DID group can't be as asked. */
public enum GroupRefusal implements RefusalReason {
    NAME_MISSING("name"),
    /** Argument: the most characters. */
    NAME_TOO_LONG("name"),
    /** Another group of the tenant has the name, in whatever case. */
    NAME_TAKEN("name"),
    /** Argument: the most characters. */
    DESCRIPTION_TOO_LONG("description"),
    /** A group to be deleted limits what a child may take: without it, the child could take more. Argument: who. */
    LIMITS_A_CHILD(null),
    /** A group to be merged with itself. */
    SAME_GROUP("into"),
    /** Argument: the most rules. */
    TOO_MANY_RULES("rules"),
    /** A rule that would fit every number. */
    RULE_SAYS_NOTHING("rules"),
    PREFIX_NOT_DIGITS("prefix"),
    /** Argument: what was given. */
    COUNTRY_UNKNOWN("country");

    private final @Nullable String field;

    GroupRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "groups.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
