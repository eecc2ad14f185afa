package io.offsetlab.scenario;

import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario with one of its faults made weaker or taken out, in a fixed order. */
public final class FaultVariants {
    private final Scenario scenario;

    private FaultVariants(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * A changed scenario.
     *
     * @param number the fault's place in the scenario it was made from
     * @param instead the weaker fault, or null if it does not happen
     */
    public record Variant(int number, @Nullable Fault instead, Scenario scenario) {}

    /**
     * What could be in place of one fault, the smallest change first: half as long or as often, a process that comes back after all,
     * a kind that is weaker by one, by two..., and nothing.
     */
    public static List<Variant> of(Scenario scenario, int number) {
        return new FaultVariants(scenario).of(number);
    }

    private List<Variant> of(int number) {
        Fault fault = scenario.faults().get(number);
        List<Fault> weaker = sameKind(fault);
        List<FaultKind> kinds = Strength.weaker(fault.kind());
        for (int i = kinds.size() - 1; i >= 0; i--) {
            weaker.add(Strength.as(kinds.get(i), fault));
        }
        List<Variant> variants = new ArrayList<>();
        for (Fault instead : weaker) {
            List<Fault> changed = new ArrayList<>(scenario.faults());
            changed.set(number, instead);
            add(variants, number, instead, changed);
        }
        List<Fault> without = new ArrayList<>(scenario.faults());
        without.remove(number);
        add(variants, number, null, without);
        return variants;
    }

    private void add(List<Variant> variants, int number, @Nullable Fault instead, List<Fault> faults) {
        try {
            Scenario changed = Rebuild.with(scenario, scenario.members(), scenario.topics(), faults);
            variants.add(new Variant(number, instead, changed));
        } catch (BadInput | IllegalArgumentException e) {
            // such a scenario does not exist, for example without the only process that ever starts
        }
    }

    private static List<Fault> sameKind(Fault fault) {
        List<Fault> weaker = new ArrayList<>();
        if (fault.durationMicros() > 1) {
            weaker.add(with(fault, fault.durationMicros() / 2, fault.extraMicros(), fault.count()));
        } else if (fault.durationMicros() == Fault.FOREVER) {
            weaker.add(with(fault, 0, fault.extraMicros(), fault.count()));
        }
        if (fault.extraMicros() > 1) {
            weaker.add(with(fault, fault.durationMicros(), fault.extraMicros() / 2, fault.count()));
        }
        if (fault.count() > 1) {
            weaker.add(with(fault, fault.durationMicros(), fault.extraMicros(), fault.count() / 2));
        }
        return weaker;
    }

    private static Fault with(Fault fault, long durationMicros, long extraMicros, int count) {
        return new Fault(
                fault.kind(), fault.anchor(), fault.member(), durationMicros, extraMicros, count, fault.only());
    }
}
