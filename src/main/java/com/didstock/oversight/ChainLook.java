package com.didstock.oversight;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody looked up who holds a number.
 *
 * @param number digits
 * @param login who looked
 * @param levels how many tenants held it then; 0: it was not in stock
 */
public record ChainLook(UUID id, Instant at, String number, String reason, String login, int levels) {}
