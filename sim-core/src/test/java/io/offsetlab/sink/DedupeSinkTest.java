package io.offsetlab.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** A table leaves a second effect out if it is written with the effect, and tells the wrong thing if it is not. */
final class DedupeSinkTest {
    private final Simulation simulation = new Simulation();
    private final Effects effects = new Effects(1);
    private final DedupeTable table = new DedupeTable();

    private DedupeSink sink(SinkSpec spec, int life) {
        return new DedupeSink(spec, effects, table, new Actor(simulation, life, false));
    }

    @Test
    void writtenWithTheEffectItRefusesEveryFurtherOne() {
        DedupeSink first = sink(SinkSpec.DEDUPE, 1);
        DedupeSink second = sink(SinkSpec.DEDUPE, 2);
        assertThat(first.begin(0, 7)).isTrue();
        assertThat(second.begin(0, 7)).isTrue();
        assertThat(first.take(0, 7)).isEqualTo(Outcome.DONE);
        assertThat(second.take(0, 7)).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void writtenAfterTheEffectItMissesWhatCameBetween() {
        SinkSpec spec = SinkSpec.dedupeAfter(100);
        DedupeSink first = sink(spec, 1);
        assertThat(first.take(0, 7)).isEqualTo(Outcome.DONE);
        assertThat(first.isSettled()).isFalse();
        assertThat(sink(spec, 2).begin(0, 7)).isTrue();
        simulation.step();
        assertThat(simulation.now()).isEqualTo(100);
        assertThat(first.isSettled()).isTrue();
        assertThat(sink(spec, 3).begin(0, 7)).isFalse();
    }

    @Test
    void aProcessThatDiesBetweenEffectAndTableLeavesNoNote() {
        SinkSpec spec = SinkSpec.dedupeAfter(100);
        Actor life = new Actor(simulation, 1, false);
        new DedupeSink(spec, effects, table, life).take(0, 7);
        life.stop();
        simulation.step();
        assertThat(sink(spec, 2).begin(0, 7)).isTrue();
    }

    @Test
    void writtenBeforeTheEffectItLeavesOutWhatNeverHappened() {
        assertThat(sink(SinkSpec.DEDUPE_BEFORE, 1).begin(0, 7)).isTrue();
        assertThat(effects.has(0, 7)).isFalse();
        assertThat(sink(SinkSpec.DEDUPE_BEFORE, 2).begin(0, 7)).isFalse();
    }
}
