package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The computed log end against a list of all arrival times. */
final class ArrivalsProperties {
    private static final int PARTITION = 3;

    private static Chance.Stream lateness(long seed) {
        return new Chance(seed, Pins.NONE).stream("arrivals");
    }

    private static List<Long> arrivalTimes(Arrivals arrivals, long seed) {
        List<Long> times = new ArrayList<>();
        for (long record = 0; record < arrivals.total(); record++) {
            long later = record - arrivals.preloaded();
            long due = arrivals.startMicros() + (later + 1) * arrivals.intervalMicros();
            times.add(later < 0 ? 0 : due + lateness(seed).below(arrivals.jitterMicros() + 1, PARTITION, later));
        }
        return times;
    }

    @Provide
    Arbitrary<Arrivals> schedules() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.longs().between(0, 11),
                        Arbitraries.longs().between(0, 30))
                .as((preloaded, later, interval, jitter, start) ->
                        new Arrivals(preloaded, preloaded + later, interval, Math.min(jitter, interval - 1), start));
    }

    @Property(tries = 300)
    void theLogEndIsTheNumberOfArrivalsSoFar(
            @ForAll("schedules") Arrivals arrivals, @ForAll @LongRange(min = 0, max = 99) long seed) {
        PartitionLog log = new PartitionLog(PARTITION, arrivals, null, lateness(seed), fact -> {});
        List<Long> times = arrivalTimes(arrivals, seed);
        for (long now = 0; now < 300; now++) {
            long at = now;
            long expected = times.stream().filter(time -> time <= at).count();
            assertThat(log.recordsAt(now)).isEqualTo(expected);
            assertThat(log.endOffset(now)).isEqualTo(expected);
        }
        for (int offset = 0; offset <= times.size(); offset++) {
            long expected = offset < times.size() ? times.get(offset) : Long.MAX_VALUE;
            assertThat(log.reachesBeyondAt(offset)).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void whateverIsAskedInBetweenTheSameArrivalsAreTold(
            @ForAll("schedules") Arrivals arrivals, @ForAll @Size(max = 20) List<@LongRange(max = 290) Long> looks) {
        List<Long> told = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        PartitionLog log = new PartitionLog(PARTITION, arrivals, null, lateness(1), facts::add);
        looks.stream().sorted().forEach(log::tell);
        log.tell(300);

        List<Long> times = arrivalTimes(arrivals, 1);
        for (Fact fact : facts) {
            LogFact.Appended appended = (LogFact.Appended) fact;
            assertThat(appended.from()).isEqualTo(told.size());
            assertThat(appended.at()).isEqualTo(times.get((int) appended.from()));
            assertThat(appended.lastAt()).isEqualTo(times.get((int) appended.to() - 1));
            for (long offset = appended.from(); offset < appended.to(); offset++) {
                told.add(offset);
            }
        }
        assertThat(told).hasSize(times.size());
    }
}
