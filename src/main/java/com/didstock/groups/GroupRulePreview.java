package com.didstock.groups;

/**
 * What applying the rules to the numbers in stock would do.
 *
 * @param unlabelled numbers in no group that would come into one
 * @param others numbers in another group than the rules say: they keep it, unless they are to be put into the other
 * @param all whether all numbers were looked at; if not, there may be more of both
 */
public record GroupRulePreview(long unlabelled, long others, boolean all) {}
