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
import org.jspecify.annotations.Nullable;
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

    /** {@return the first moment of a day} */
    static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
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
            case REPRICE -> {
                var first = request.requireDate();
                if (first.getDayOfMonth() != 1 || first.isBefore(firstDay(context, request.kind()))) {
                    throw new OperationRefusedException(Reason.NO_NOTICE, noticeDays(context));
                }
            }
            case TRANSFER, WITHDRAW -> checkEffective(context, request.date());
            default -> {}
        }
    }

    /**
     * @param day on which something is to be done; null: at once
     * @throws OperationRefusedException if it is over, or too far ahead
     */
    void checkEffective(TenantContext context, @Nullable LocalDate day) {
        var days = day == null ? 0 : ChronoUnit.DAYS.between(today(context), day);
        if (days < 0 || days > OperationKind.MOST_DAYS_PLANNED) {
            throw new OperationRefusedException(Reason.EFFECTIVE_DAY, OperationKind.MOST_DAYS_PLANNED);
        }
    }

    /** {@return whether a request is to be planned: it names a day that has not begun} */
    boolean isAhead(TenantContext context, OperationRequest request) {
        return request.kind().plannable() && isAhead(context, request.date());
    }

    /** {@return whether a day has not begun; null: today} */
    boolean isAhead(TenantContext context, @Nullable LocalDate day) {
        return day != null && day.isAfter(today(context));
    }

    /** {@return the first day that an operation may name} */
    LocalDate firstDay(TenantContext context, OperationKind kind) {
        return switch (kind) {
            case REPRICE -> {
                var noticed = today(context).plusDays(noticeDays(context));
                yield noticed.getDayOfMonth() == 1
                        ? noticed
                        : noticed.withDayOfMonth(1).plusMonths(1);
            }
            default -> today(context);
        };
    }

    /** {@return so many days before it is true a new price is announced} */
    private int noticeDays(TenantContext context) {
        return operators.settings(context.actor().operatorId()).noticeDays();
    }

    /** {@return the day it is where the operator is} */
    LocalDate today(TenantContext context) {
        return LocalDate.ofInstant(context.now(), zone(context));
    }
}
