package com.didstock;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresDependOneWayAndOnlyOnWhatOthersOffer() {
        // The generated classes belong to no feature; ArchitectureTests says who may use them.
        ApplicationModules.of(DidstockApplication.class, resideInAPackage("com.didstock.db.."))
                .verify();
    }
}
