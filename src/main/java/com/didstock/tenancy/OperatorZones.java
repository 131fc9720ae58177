package com.didstock.tenancy;

import java.time.ZoneId;

/** In which time zone an operator counts its days. */
@FunctionalInterface
public interface OperatorZones {

    /** {@return the zone whose midnight ends a day; UTC for an operator that says none} */
    ZoneId zone(int operatorId);
}
