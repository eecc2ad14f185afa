package io.offsetlab.scenario;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** The reductions of a scenario, most promising first: what takes most away, then what only makes it easier to read. */
final class Simpler {
    private Simpler() {}

    static Stream<Scenario> of(Scenario scenario) {
        ShapeReductions shape = new ShapeReductions(scenario);
        FaultReductions faults = new FaultReductions(scenario);
        ApplicationReductions application = new ApplicationReductions(scenario);
        SettingReductions settings = new SettingReductions(scenario);
        Measure measure = Measure.of(scenario);
        return Stream.<Supplier<Stream<Supplier<Scenario>>>>of(
                        faults::fewer,
                        shape::fewerMembers,
                        shape::fewerPartitions,
                        shape::fewerRecords,
                        application::plainer,
                        settings::shorter,
                        faults::weaker,
                        settings::calmer,
                        faults::earlier,
                        faults::rounder,
                        settings::rounder)
                .flatMap(Supplier::get)
                .flatMap(Simpler::valid)
                .filter(candidate -> Measure.of(candidate).compareTo(measure) < 0)
                .distinct();
    }

    /** A reduction can leave something behind that no longer fits, such as a fault after the end; then there is none. */
    private static Stream<Scenario> valid(Supplier<Scenario> reduction) {
        try {
            return Stream.of(reduction.get());
        } catch (BadInput | IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
