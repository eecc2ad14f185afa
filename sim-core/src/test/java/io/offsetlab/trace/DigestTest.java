package io.offsetlab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.Started;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two runs have one digest exactly if they are the same run, however often work in progress was looked at. */
final class DigestTest {

    private static Digest of(Fact... facts) {
        Digest digest = new Digest();
        for (Fact fact : facts) {
            digest.accept(fact);
        }
        return digest;
    }

    private static Started started(long at, long from, long to) {
        return new Started(at, at + to - from - 1, 0, 0, from, to);
    }

    static Stream<Class<?>> kinds() {
        return FactSamples.kinds().stream()
                .filter(kind -> !FactSamples.sample(kind).diagnostic());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachChangedNumberShows(Class<?> kind) {
        long usual = of(FactSamples.sample(kind)).value();
        for (String component : FactSamples.components(kind)) {
            assertThat(of(FactSamples.changed(kind, component)).value())
                    .as("with another %s", component)
                    .isNotEqualTo(usual);
        }
    }

    @Test
    void diagnosticFactsStayOutside() {
        Fact fact = FactSamples.sample(ProcessFact.Crashed.class);
        Digest digest =
                of(fact, FactSamples.sample(CallFact.EmptyPolls.class), FactSamples.sample(CallFact.Heartbeats.class));

        assertThat(digest.value()).isEqualTo(of(fact).value());
    }

    @Test
    void rangesThatTouchCountAsOne() {
        assertThat(of(started(10, 0, 2), started(12, 2, 5)).value())
                .isEqualTo(of(started(10, 0, 5)).value());
    }

    @Test
    void rangesThatDoNotTouchOrAreOfAnotherKindStayApart() {
        assertThat(of(started(10, 0, 2), started(12, 3, 5)).value())
                .isNotEqualTo(of(started(10, 0, 5)).value());
        Started elsewhere = new Started(12, 14, 0, 1, 2, 5);
        assertThat(of(started(10, 0, 2), elsewhere).value())
                .isNotEqualTo(of(started(10, 0, 5)).value());
        Effect done = new Effect(10, 10, 0, 0, 0, 1, Outcome.DONE, 0);
        Effect failed = new Effect(11, 11, 0, 0, 1, 2, Outcome.FAILED, 0);
        Effect alsoDone = new Effect(11, 11, 0, 0, 1, 2, Outcome.DONE, 0);
        assertThat(of(done, failed).value()).isNotEqualTo(of(done, alsoDone).value());
    }

    @Test
    void aFactBetweenTwoRangesKeepsThemApart() {
        Fact paused = new ProcessFact.Paused(12, 0);
        assertThat(of(started(10, 0, 2), paused, started(12, 2, 5)).value())
                .isNotEqualTo(of(started(10, 0, 5), paused).value())
                .isNotEqualTo(of(paused, started(10, 0, 5)).value());
    }

    @Test
    void theOrderWithinALaneCounts() {
        Fact paused = new ProcessFact.Paused(12, 0);
        Fact resumed = new ProcessFact.Resumed(12, 0);
        assertThat(of(paused, resumed).value()).isNotEqualTo(of(resumed, paused).value());
    }

    @Test
    void theOrderOfLanesDoesNotCount() {
        Fact[] facts = {
            new ProcessFact.Paused(1, 0),
            new ProcessFact.Paused(1, 1),
            new GroupFact.Left(1, 0),
            new RunFact.Healed(1),
            new LogFact.LogStartMoved(1, 2, 3)
        };
        Fact[] reversed = new Fact[facts.length];
        for (int i = 0; i < facts.length; i++) {
            reversed[i] = facts[facts.length - 1 - i];
        }
        assertThat(of(reversed).value()).isEqualTo(of(facts).value());
    }

    @Test
    void whoseFactItIsCounts() {
        assertThat(of(new ProcessFact.Paused(1, 1), new ProcessFact.Paused(2, 0))
                        .value())
                .isNotEqualTo(of(new ProcessFact.Paused(1, 0), new ProcessFact.Paused(2, 1))
                        .value());
    }

    @Test
    void askingForTheValueLeavesNoMark() {
        Digest asked = of(started(10, 0, 2));
        asked.value();
        asked.accept(started(12, 2, 5));

        assertThat(asked.value()).isEqualTo(of(started(10, 0, 5)).value());
        assertThat(asked.laneValue(0)).isEqualTo(of(started(10, 0, 5)).laneValue(0));
    }

    @Test
    void itIsPrintedAsSixteenHexadecimalDigitsTheSameOnEveryJvm() {
        assertThat(of(new ProcessFact.Paused(1, 0), started(2, 0, 3)).text()).isEqualTo("f6d509331da23b87");
        assertThat(new Digest().text()).isEqualTo("30709a2c5f462b50");
    }
}
