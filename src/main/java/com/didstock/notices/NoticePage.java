package com.didstock.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next where the next page begins; null: this is the last
 */
public record NoticePage(List<Notice> notices, @Nullable Long next) {}
