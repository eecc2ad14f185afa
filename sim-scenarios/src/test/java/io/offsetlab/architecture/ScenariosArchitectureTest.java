package io.offsetlab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class ScenariosArchitectureTest extends HouseRules {
    /** Raise it as the module grows. */
    private static final int FEWEST_CLASSES = 110;

    @Override
    int fewestClasses() {
        return FEWEST_CLASSES;
    }

    @Test
    void onlyTheTestKitKnowsTestLibraries() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.offsetlab.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "net.jqwik..", "org.assertj..", "org.opentest4j.."));
    }
}
