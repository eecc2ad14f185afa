package io.offsetlab.app;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link Script}. Its class carries the name of the operation as the recordings in {@code golden/} spell it; its
 * components are that step's fields.
 */
public interface ScriptStep {

    /**
     * Carries the step out.
     *
     * @return its result in plain Java values (String, Long, Boolean, List, Map), or null if it has none
     * @throws RuntimeException what the application would see; it becomes part of the step's entry
     */
    @Nullable
    Object run(Script script);

    /** The name of the operation. */
    default String op() {
        String name = getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The name of the consumer that acts, or null. */
    default @Nullable String c() {
        return null;
    }
}
