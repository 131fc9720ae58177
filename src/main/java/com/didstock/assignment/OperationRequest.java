package com.didstock.assignment;

import com.didstock.inventory.InventoryFilter;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to which numbers.
 *
 * @param target the batch, group or child; null where the operation needs none
 * @param text the description, where the operation sets one
 */
public record OperationRequest(
        OperationKind kind,
        @Nullable Integer target,
        String text,
        InventoryFilter filter,
        ApplyTo applyTo,
        Choices choices) {

    public OperationRequest withChoices(Choices wanted) {
        return new OperationRequest(kind, target, text, filter, applyTo, wanted);
    }

    int requireTarget() {
        if (target == null) {
            throw new OperationRefusedException(OperationRefusedException.Reason.TARGET_MISSING);
        }
        return target;
    }
}
