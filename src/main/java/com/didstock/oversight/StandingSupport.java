package com.didstock.oversight;

/**
 * Whether the operator may view as a tenant without asking it each time.
 *
 * @param given whether the operator's file gives that for all its tenants
 * @param refused whether the tenant refuses it
 */
public record StandingSupport(boolean given, boolean refused) {}
