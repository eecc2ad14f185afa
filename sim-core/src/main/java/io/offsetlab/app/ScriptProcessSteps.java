package io.offsetlab.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that start processes and let things go wrong with them. */
public final class ScriptProcessSteps {
    private ScriptProcessSteps() {}

    /**
     * Makes a consumer in a process of its own.
     *
     * @param config all settings by Kafka's keys
     */
    public record Consumer(String c, Map<String, String> config) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.start(c, config);
            return null;
        }
    }

    /** kill -9: as far as the broker can tell the consumer is never closed. */
    public record Kill(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).process().kill();
            return null;
        }
    }

    /** The network of the process is gone. */
    public record Cut(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).process().cut();
            return null;
        }
    }

    /** Requests arrive, answers do not. */
    public record DropResponses(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).process().dropResponses();
            return null;
        }
    }

    /** The network is back. */
    public record Heal(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).process().heal();
            return null;
        }
    }
}
