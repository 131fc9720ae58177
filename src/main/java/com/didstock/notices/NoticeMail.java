package com.didstock.notices;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mail to a user tells.
 *
 * @param address where to; null: the user has none
 * @param name of the user
 * @param locale BCP 47 tag of the language the user chose; null: none
 * @param digestDay the day whose digest it is; null: it tells at once
 * @param counts how many notices of each kind
 * @param first the newest of them
 */
record NoticeMail(
        @Nullable String address,
        String name,
        @Nullable String locale,
        @Nullable LocalDate digestDay,
        Map<NoticeKind, Integer> counts,
        List<Notice> first) {

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
