package io.offsetlab.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one step came to.
 *
 * @param consumer the name of the consumer that acted, or null
 * @param result in plain Java values, or null
 * @param thrown what the application saw, or null
 * @param events the application code that ran inside, by consumer and in order
 */
public record ScriptEntry(
        int index,
        String op,
        @Nullable String consumer,
        @Nullable Object result,
        @Nullable RuntimeException thrown,
        Map<String, List<ScriptEvent>> events) {}
