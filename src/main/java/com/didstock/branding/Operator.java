package com.didstock.branding;

/**
 * An operator of this installation.
 *
 * @param id as in the database
 */
public record Operator(int id, OperatorSettings settings) {}
