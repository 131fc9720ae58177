package com.didstock.provisioning;

import java.time.Instant;

/**
 * A number of the stock that an account uses.
 *
 * @param number its digits
 * @param provisioned whether the act that gave the account the number also brought it to the customer: then its holding
 *     ends with the use, unless somebody chooses otherwise
 * @param since when this use began
 */
public record AccountNumber(String number, NumberRole role, boolean provisioned, Instant since) {}
