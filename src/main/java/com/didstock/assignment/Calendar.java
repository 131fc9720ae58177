package com.didstock.assignment;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.tenancy.TenantContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Days in the operator's time zone: when they end, and which of them an operation may name. */
@Component
class Calendar {

    /** So many days ahead a holder may reserve. */
    static final int MOST_DAYS_RESERVED = 366;

    private final Operators operators;

    Calendar(Operators operators) {
        this.operators = operators;
    }

    ZoneId zone(TenantContext context) {
        return operators
                .known(context.actor().operatorId())
                .map(OperatorSettings::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** {@return the last second of a day} */
    static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }

    /**
     * @throws OperationRefusedException if a request lacks its date, or the date can't be
     */
    void check(TenantContext context, OperationRequest request) {
        switch (request.kind()) {
            case RESERVE, EXTEND_RESERVATION -> {
                var days = ChronoUnit.DAYS.between(today(context), request.requireDate());
                if (days < 0 || days > MOST_DAYS_RESERVED) {
                    throw new OperationRefusedException(Reason.RESERVED_TOO_LONG, MOST_DAYS_RESERVED);
                }
            }
            default -> {}
        }
    }

    private LocalDate today(TenantContext context) {
        return LocalDate.ofInstant(context.now(), zone(context));
    }
}
