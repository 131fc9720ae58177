package com.didstock.assignment;

import com.didstock.inventory.InventoryFilter;
import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.AfterUse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to which numbers.
 *
 * @param target the batch, group or child; null where the operation needs none
 * @param text the description, where the operation sets one; whom it is reserved for, if not for a child; the
 *     name of the number class, or of the {@link Charging}, where it sets one; the reason, where one is needed; where numbers go that accounts stop
 *     using
 * @param date the last day of a reservation, the first day of a new price, the day on which numbers are transferred or
 *     withdrawn (null: today); in the operator's time zone
 * @param costs what numbers cost in the vendor batch to which they move
 */
public record OperationRequest(
        OperationKind kind,
        @Nullable Integer target,
        String text,
        InventoryFilter filter,
        ApplyTo applyTo,
        Choices choices,
        @Nullable LocalDate date,
        VendorCosts costs) {

    public OperationRequest {
        // Stored before there were any.
        costs = Objects.requireNonNullElse(costs, VendorCosts.AS_THEY_ARE);
    }

    /** A request that needs no costs. */
    public OperationRequest(
            OperationKind kind,
            @Nullable Integer target,
            String text,
            InventoryFilter filter,
            ApplyTo applyTo,
            Choices choices,
            @Nullable LocalDate date) {
        this(kind, target, text, filter, applyTo, choices, date, VendorCosts.AS_THEY_ARE);
    }

    /** A request that needs no date. */
    public OperationRequest(
            OperationKind kind,
            @Nullable Integer target,
            String text,
            InventoryFilter filter,
            ApplyTo applyTo,
            Choices choices) {
        this(kind, target, text, filter, applyTo, choices, null);
    }

    public OperationRequest withChoices(Choices wanted) {
        return new OperationRequest(kind, target, text, filter, applyTo, wanted, date, costs);
    }

    OperationRequest withApplyTo(ApplyTo wanted) {
        return new OperationRequest(kind, target, text, filter, wanted, choices, date, costs);
    }

    public OperationRequest withDate(@Nullable LocalDate wanted) {
        return new OperationRequest(kind, target, text, filter, applyTo, choices, wanted, costs);
    }

    public OperationRequest withCosts(VendorCosts wanted) {
        return new OperationRequest(kind, target, text, filter, applyTo, choices, date, wanted);
    }

    LocalDate requireDate() {
        if (date == null) {
            throw new OperationRefusedException(OperationRefusedException.Reason.DATE_MISSING);
        }
        return date;
    }

    /** {@return for whom numbers are reserved, if not for a child; null otherwise} */
    @Nullable
    String prospect() {
        if (kind.target() != OperationKind.Target.CHILD_OR_PROSPECT || target != null) {
            return null;
        }
        if (text.isBlank()) {
            throw new OperationRefusedException(OperationRefusedException.Reason.NOBODY_NAMED);
        }
        return text.strip();
    }

    NumberClass requireClass() {
        return Arrays.stream(NumberClass.values())
                .filter(it -> it.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperationRefusedException(OperationRefusedException.Reason.CLASS_MISSING));
    }

    Charging requireCharging() {
        return Arrays.stream(Charging.values())
                .filter(it -> it.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperationRefusedException(OperationRefusedException.Reason.CHARGING_MISSING));
    }

    /** {@return what history calls this} */
    String historyName() {
        return switch (kind) {
            case SET_CLASS -> "CLASSIFY_AS_" + requireClass();
            case SET_FREE_OF_CHARGE -> requireCharging() == Charging.CHARGED ? "CHARGE_AGAIN" : kind.name();
            default -> kind.name();
        };
    }

    /**
     * @throws OperationRefusedException if the operation needs a reason and has none
     */
    void checkReason() {
        if (kind.target() == OperationKind.Target.REASON && text.isBlank()) {
            throw new OperationRefusedException(OperationRefusedException.Reason.REASON_MISSING);
        }
        if (kind.target() == OperationKind.Target.WITHDRAWAL) {
            withdrawal();
        }
    }

    /** {@return where numbers go that accounts stop using; null: as is laid down for each customer} */
    @Nullable
    AfterUse afterUse() {
        return Arrays.stream(AfterUse.values())
                .filter(it -> it.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    WithdrawalReason withdrawal() {
        return Arrays.stream(WithdrawalReason.values())
                .filter(reason -> reason.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperationRefusedException(OperationRefusedException.Reason.REASON_MISSING));
    }

    int requireTarget() {
        if (target == null) {
            throw new OperationRefusedException(OperationRefusedException.Reason.TARGET_MISSING);
        }
        return target;
    }
}
