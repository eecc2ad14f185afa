package io.offsetlab.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a buffer took is no effect before the buffer is full or old, and none at all once its process is dead. */
final class BufferedSinkTest {
    private final Simulation simulation = new Simulation();
    private final Actor life = new Actor(simulation, 1, false);
    private final Effects effects = new Effects(2);
    private final List<String> durable = new ArrayList<>();
    private final BufferedSink sink = new BufferedSink(
            SinkSpec.buffered(3, 50),
            effects,
            life,
            (partition, from, to) -> durable.add(partition + "@" + from + "-" + to));

    @Test
    void aFullBufferFlushesAtOnceInRanges() {
        assertThat(sink.take(0, 1)).isEqualTo(Outcome.ACCEPTED);
        sink.take(1, 5);
        sink.take(0, 2);
        assertThat(durable).isEmpty();
        simulation.step();
        assertThat(simulation.now()).isZero();
        assertThat(durable).containsExactly("0@1-3", "1@5-6");
        assertThat(effects.distinct()).isEqualTo(3);
        assertThat(sink.isSettled()).isTrue();
    }

    @Test
    void aBufferThatIsNotFullFlushesWhenItsFirstRecordHasWaited() {
        sink.take(0, 1);
        sink.take(0, 2);
        simulation.step();
        assertThat(simulation.now()).isEqualTo(50);
        assertThat(durable).containsExactly("0@1-3");
    }

    @Test
    void theBufferOfADeadProcessIsGone() {
        sink.take(0, 1);
        life.stop();
        simulation.step();
        assertThat(durable).isEmpty();
        assertThat(effects.distinct()).isZero();
    }

    @Test
    void flushingByHandLeavesNothingToFlush() {
        sink.take(0, 1);
        sink.flush();
        assertThat(durable).containsExactly("0@1-2");
        assertThat(simulation.step()).isFalse();
    }
}
