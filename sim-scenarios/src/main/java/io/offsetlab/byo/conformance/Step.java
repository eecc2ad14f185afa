package io.offsetlab.byo.conformance;

import org.jspecify.annotations.Nullable;

/**
 * One step of a recorded scenario, as it was read.
 *
 * @param op the name of the operation
 * @param c the consumer that acts, or null
 */
record Step(String op, @Nullable String c, Action action) {

    /** What a step does. */
    interface Action {
        /**
         * @return the step's result in plain Java values (String, numbers, Boolean, List, Map), or null if it has none
         * @throws RuntimeException what the application would see
         */
        @Nullable
        Object on(Stage stage);
    }
}
