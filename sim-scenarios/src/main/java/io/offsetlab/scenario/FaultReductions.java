package io.offsetlab.scenario;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes less of the faults of a scenario. */
final class FaultReductions {
    private final Scenario scenario;
    private final List<Fault> faults;

    FaultReductions(Scenario scenario) {
        this.scenario = scenario;
        faults = scenario.faults();
    }

    /** None, the later half, the earlier half, all but one; a join that becomes a start. */
    Stream<Supplier<Scenario>> fewer() {
        int size = faults.size();
        int half = size / 2;
        Stream<List<Fault>> halves =
                size < 3 ? Stream.of() : Stream.of(faults.subList(half, size), faults.subList(0, half));
        Stream<List<Fault>> ones = IntStream.range(0, size).mapToObj(this::without);
        Stream<Supplier<Scenario>> fewer = Stream.of(Stream.of(List.<Fault>of()), halves, ones)
                .flatMap(Function.identity())
                .map(kept -> () -> Rebuild.with(scenario, scenario.members(), scenario.topics(), kept));
        IntStream joins =
                IntStream.range(0, size).filter(number -> faults.get(number).kind() == FaultKind.JOIN);
        Stream<Supplier<Scenario>> started = joins.boxed()
                .flatMap(number -> starts(faults.get(number).anchor())
                        .<Supplier<Scenario>>mapToObj(micros -> () -> started(number, micros)));
        return Stream.concat(fewer, started);
    }

    /** At the beginning, or when the fault would have happened if that is known. */
    private static LongStream starts(Anchor anchor) {
        return anchor instanceof Anchor.AtTime time
                ? LongStream.of(0, time.micros()).distinct()
                : LongStream.of(0);
    }

    /** A member that joins by a fault starts by itself instead. */
    private Scenario started(int number, long micros) {
        List<MemberSpec> members = new ArrayList<>(scenario.members());
        int member = faults.get(number).member();
        members.set(member, members.get(member).startingAt(micros));
        return scenario.toBuilder().members(members).faults(without(number)).build();
    }

    private List<Fault> without(int number) {
        List<Fault> kept = new ArrayList<>(faults);
        kept.remove(number);
        return kept;
    }

    /** One fault of a weaker kind. */
    Stream<Supplier<Scenario>> weaker() {
        return each(fault -> Strength.weaker(fault.kind()).stream().map(kind -> Strength.as(kind, fault)));
    }

    /** One fault after half as many records or steps, or one less; with fewer messages; without a restart. */
    Stream<Supplier<Scenario>> earlier() {
        return each(fault -> Stream.concat(
                anchors(fault.anchor()).map(anchor -> with(fault, anchor, fault.durationMicros(), fault.extraMicros())),
                fault.count() < 2 ? Stream.of() : Stream.of(single(fault))));
    }

    private static Stream<Anchor> anchors(Anchor anchor) {
        if (anchor instanceof Anchor.RecordFinished record) {
            return less(record.offset()).mapToObj(offset -> new Anchor.RecordFinished(record.partition(), offset));
        }
        if (anchor instanceof Anchor.GroupFinished group) {
            return less(group.records()).mapToObj(Anchor.GroupFinished::new);
        }
        if (anchor instanceof Anchor.Place place) {
            return less(place.number())
                    .mapToObj(number ->
                            new Anchor.Place(place.member(), place.incarnation(), place.step(), (int) number));
        }
        return Stream.of();
    }

    private static LongStream less(long number) {
        return LongStream.of(0, number / 2, number - number / 8, number - 1).filter(less -> less >= 0 && less < number);
    }

    private static Fault single(Fault fault) {
        return new Fault(fault.kind(), fault.anchor(), fault.member(), 0, 0, 1, fault.only());
    }

    /** One fault with rounder or shorter times. */
    Stream<Supplier<Scenario>> rounder() {
        return each(fault ->
                Stream.of(times(fault), durations(fault), extras(fault)).flatMap(Function.identity()));
    }

    private static Stream<Fault> times(Fault fault) {
        return fault.anchor() instanceof Anchor.AtTime time
                ? Rounding.of(time.micros())
                        .mapToObj(micros ->
                                with(fault, new Anchor.AtTime(micros), fault.durationMicros(), fault.extraMicros()))
                : Stream.of();
    }

    private static Stream<Fault> durations(Fault fault) {
        boolean restarts = FaultCheck.restarts(fault.kind()) && fault.durationMicros() > 0;
        LongStream never = restarts ? LongStream.of(Fault.FOREVER) : LongStream.of();
        return LongStream.concat(never, Rounding.of(fault.durationMicros()))
                .mapToObj(micros -> with(fault, fault.anchor(), micros, fault.extraMicros()));
    }

    private static Stream<Fault> extras(Fault fault) {
        return Rounding.of(fault.extraMicros())
                .mapToObj(micros -> with(fault, fault.anchor(), fault.durationMicros(), micros));
    }

    private static Fault with(Fault fault, Anchor anchor, long durationMicros, long extraMicros) {
        FaultKind kind = fault.kind();
        return new Fault(kind, anchor, fault.member(), durationMicros, extraMicros, fault.count(), fault.only());
    }

    private Stream<Supplier<Scenario>> each(Function<Fault, Stream<Fault>> replacements) {
        return IntStream.range(0, faults.size())
                .boxed()
                .flatMap(number -> replacements.apply(faults.get(number)).map(fault -> () -> replaced(number, fault)));
    }

    private Scenario replaced(int number, Fault fault) {
        List<Fault> changed = new ArrayList<>(faults);
        changed.set(number, fault);
        return scenario.toBuilder().faults(changed).build();
    }
}
