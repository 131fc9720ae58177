package com.didstock.conditions.ui;

/**
 * What the parts of a builder share.
 *
 * @param changed to be run when anything was changed
 */
record Workbench(ConditionVocabulary vocabulary, Runnable changed) {}
