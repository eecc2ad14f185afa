package io.offsetlab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

class CoreArchitectureTest extends HouseRules {
    /** Raise it as the module grows. */
    private static final int FEWEST_CLASSES = 300;

    @Override
    int fewestClasses() {
        return FEWEST_CLASSES;
    }

    @Test
    void theEngineHasNeverHeardOfKafka() {
        check(classes()
                .that()
                .resideInAPackage("io.offsetlab.engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.offsetlab.engine..", "java..", "org.jspecify.annotations.."));
    }
}
