package io.offsetlab.testkit;

import io.offsetlab.byo.SimulatedKafka;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A method that calls a cluster step by step: each seed has its own jitter on every message. */
final class KafkaTrials implements Trials {
    private static final Duration JITTER = Duration.ofMillis(1);

    private final ReplayLine replay;

    KafkaTrials(ReplayLine replay) {
        this.replay = replay;
    }

    @Override
    public Class<?> parameterType() {
        return SimulatedKafka.class;
    }

    @Override
    public Object standIn() {
        return SimulatedKafka.create();
    }

    /** A token holds a world; here the method makes it. */
    @Override
    public boolean takes(Seed seed) {
        return seed instanceof Seed.Drawn;
    }

    @Override
    public @Nullable Throwable once(TestMethod method, Seed seed) {
        try (SimulatedKafka kafka =
                SimulatedKafka.builder().seed(seed.number()).jitter(JITTER).build()) {
            return method.call(kafka);
        }
    }

    @Override
    public AssertionError report(TestMethod method, Seed seed, Throwable failure) {
        return new AssertionError(FailureText.of(failure, replay.of(seed)), failure);
    }
}
