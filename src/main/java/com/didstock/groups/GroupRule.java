package com.didstock.groups;

import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberType;
import org.jspecify.annotations.Nullable;

/**
 * Into which group a number goes that nobody put into one. All that is said must fit; at least one thing is said.
 *
 * @param groupId one of the tenant's groups
 * @param prefix digits that the number begins with
 * @param country ISO 3166-1 alpha-2
 */
public record GroupRule(
        int groupId,
        @Nullable String prefix,
        @Nullable String country,
        @Nullable NumberType numberType,
        @Nullable NumberClass numberClass) {}
