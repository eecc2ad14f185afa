package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.sink.SinkSpec;
import java.util.Arrays;

/**
 * How complicated a scenario is: numbers that are never negative, compared from the first on, so that no chain of ever simpler
 * scenarios is endless.
 */
record Measure(long[] parts) implements Comparable<Measure> {

    static Measure of(Scenario scenario) {
        Times times = new Times();
        times.of(scenario);
        return new Measure(new long[] {
            scenario.faults().size(),
            scenario.members().size(),
            scenario.partitions().size(),
            scenario.records(),
            scenario.topics().stream()
                    .filter(topic -> topic.arrivals().intervalMicros() > 0)
                    .count(),
            named(scenario.application().poison()),
            named(scenario.application().slow()),
            scenario.application().poison().isEmpty()
                    ? 0
                    : scenario.application().failures(),
            scenario.application().workers(),
            sink(scenario.application().sink()),
            scenario.application().order().ordinal(),
            scenario.application().keys() == Handling.PLAIN.keys() ? 0 : 1,
            scenario.application().equals(Handling.PLAIN) ? 0 : 1,
            scenario.chaosMicros(),
            scenario.faults().stream()
                    .mapToLong(fault -> Strength.of(fault.kind()))
                    .sum(),
            scenario.client().size()
                    + BrokerKeys.write(scenario.broker()).size()
                    + scenario.members().stream()
                            .filter(member -> member.instanceId() != null)
                            .count()
                    + scenario.members().stream()
                            .mapToLong(member -> member.protocols().size())
                            .sum()
                    + scenario.fixes().size()
                    + unusual(scenario),
            unpinned(scenario),
            scenario.faults().stream().mapToLong(Measure::progress).sum(),
            times.digits,
            times.sum
        });
    }

    /** Records that are named; those that are drawn count as more than any that are named. */
    private static long named(Marked marked) {
        return marked.records().size() + (marked.oneIn() == 0 ? 0 : Limits.RECORDS);
    }

    private static long sink(SinkSpec sink) {
        return switch (sink.kind()) {
            case PLAIN -> 0;
            case DEDUPE -> 1;
            default -> 2;
        };
    }

    private static long unpinned(Scenario scenario) {
        Pins pins = scenario.pins();
        return SettingReductions.streams(scenario.client()).stream()
                        .filter(stream -> !SettingReductions.isPinned(pins, stream))
                        .count()
                + pins.list().stream().filter(pin -> !pin.whole()).count();
    }

    /** How many of the things that scenarios rarely say are said. */
    private static long unusual(Scenario scenario) {
        int bytes = scenario.workload().recordBytes();
        long pollTimeout = scenario.workload().pollTimeoutMicros();
        return (bytes == ScenarioBuilder.RECORD_BYTES ? 0L : 1L)
                + (pollTimeout == ScenarioBuilder.POLL_TIMEOUT_MICROS ? 0 : 1)
                + (scenario.quiesceMicros() == ScenarioBuilder.QUIESCE_MICROS ? 0 : 1);
    }

    /** How far into a run an anchor lies, counted in records or steps, and how many messages a fault takes. */
    private static long progress(Fault fault) {
        Anchor anchor = fault.anchor();
        if (anchor instanceof Anchor.RecordFinished record) {
            return record.offset() + fault.count();
        }
        if (anchor instanceof Anchor.GroupFinished group) {
            return group.records() + fault.count();
        }
        return anchor instanceof Anchor.Place place ? place.number() + fault.count() : fault.count();
    }

    @Override
    public int compareTo(Measure other) {
        return Arrays.compare(parts, other.parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Measure measure && Arrays.equals(parts, measure.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    /** All times of a scenario: digits that a reader has to read, and their sum. */
    private static final class Times {
        private long digits;
        private long sum;

        void of(Scenario scenario) {
            scenario.members().stream().mapToLong(MemberSpec::startMicros).forEach(this::add);
            add(scenario.workload().processing().baseMicros());
            add(scenario.application().slowExtraMicros());
            add(scenario.latency().baseMicros());
            for (Fault fault : scenario.faults()) {
                add(fault.durationMicros());
                add(fault.extraMicros());
                if (fault.anchor() instanceof Anchor.AtTime time) {
                    add(time.micros());
                }
            }
        }

        /** Without trailing zeros; a restart that never comes and a start by a fault count nothing. */
        private void add(long micros) {
            if (micros <= 0) {
                return;
            }
            sum += micros;
            long rest = micros;
            while (rest % 10 == 0) {
                rest /= 10;
            }
            digits += Long.toString(rest).length();
        }
    }
}
