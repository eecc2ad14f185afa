package io.offsetlab.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

class ReportArchitectureTest extends HouseRules {
    /** Raise it as the module grows. */
    private static final int FEWEST_CLASSES = 60;

    @Override
    int fewestClasses() {
        return FEWEST_CLASSES;
    }

    @Test
    void formatsDoNotKnowOneAnother() {
        check(slices().matching("io.offsetlab.report.(*)..").should().notDependOnEachOther());
    }
}
