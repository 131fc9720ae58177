package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void saysSomethingOfEveryStatus(OperationKind kind) {
        for (var status : DidStatus.values()) {
            assertThat(Transitions.of(kind, status)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void isPossibleInSomeStatusAndForSomeRole(OperationKind kind) {
        assertThat(Transitions.from(kind)).isNotEmpty();
        assertThat(EnumSet.allOf(Role.class)).anyMatch(role -> kind.isOpenTo(kindOf(role), role.rights()));
    }

    @ParameterizedTest
    @EnumSource(
            value = OperationKind.class,
            names = {"GIVE", "RECALL", "FREEZE", "UNFREEZE", "RELEASE_TO_POOL", "RETURN", "DELETE"})
    void nothingButLabelsTouchesANumberInUse(OperationKind kind) {
        assertThat(Transitions.from(kind)).doesNotContain(DidStatus.IN_USE);
    }

    @Test
    void aBatchCanNeitherTakeInNorLoseANumberThatItPrices() {
        for (var status : EnumSet.of(DidStatus.GIVEN, DidStatus.IN_USE)) {
            assertThat(Transitions.of(OperationKind.ASSIGN_TO_PRICING_BATCH, status))
                    .isEqualTo(new Transitions.Outcome.Refused(Refusal.PRICED_BY_BATCH));
            assertThat(Transitions.of(OperationKind.UNASSIGN_FROM_PRICING_BATCH, status))
                    .isEqualTo(new Transitions.Outcome.Refused(Refusal.PRICED_BY_BATCH));
        }
    }

    @Test
    void onlyLookersMayDoNothing() {
        for (var kind : OperationKind.values()) {
            assertThat(kind.isOpenTo(TenantKind.OPERATOR, Role.OPERATOR_VIEWER.rights()))
                    .isFalse();
            assertThat(kind.isOpenTo(TenantKind.RESELLER, Role.RESELLER_VIEWER.rights()))
                    .isFalse();
        }
    }

    @Test
    void customersSellNothing() {
        assertThat(EnumSet.allOf(OperationKind.class))
                .filteredOn(kind -> kind.isOpenTo(TenantKind.CUSTOMER, Role.CUSTOMER.rights()))
                .containsExactly(
                        OperationKind.ASSIGN_TO_ACCOUNT,
                        OperationKind.MOVE_TO_ACCOUNT,
                        OperationKind.UNASSIGN_FROM_ACCOUNT,
                        OperationKind.ASSIGN_TO_GROUP,
                        OperationKind.REMOVE_FROM_GROUP,
                        OperationKind.SET_DESCRIPTION,
                        OperationKind.RETURN);
    }

    private static TenantKind kindOf(Role role) {
        return switch (role) {
            case OPERATOR_ADMIN, OPERATOR_CLERK, OPERATOR_VIEWER -> TenantKind.OPERATOR;
            case RESELLER_ADMIN, RESELLER_CLERK, RESELLER_VIEWER -> TenantKind.RESELLER;
            case CUSTOMER, CUSTOMER_CLERK -> TenantKind.CUSTOMER;
        };
    }
}
