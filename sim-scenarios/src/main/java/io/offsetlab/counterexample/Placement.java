package io.offsetlab.counterexample;

import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deviations one after the other, each placed in the run that the ones before it have led to. */
final class Placement {
    static final Placement NONE = new Placement(null, null);

    private final @Nullable Placement before;
    private final @Nullable Deviation last;
    private final int faults;

    private Placement(@Nullable Placement before, @Nullable Deviation last) {
        this.before = before;
        this.last = last;
        int more = last == null || last.free() ? 0 : 1;
        this.faults = (before == null ? 0 : before.faults) + more;
    }

    Placement and(Deviation next) {
        return new Placement(this, next);
    }

    @Nullable
    Deviation last() {
        return last;
    }

    /** How many of the budget it takes. */
    int faults() {
        return faults;
    }

    List<Deviation> deviations() {
        List<Deviation> all = before == null ? new ArrayList<>() : before.deviations();
        if (last != null) {
            all.add(last);
        }
        return all;
    }

    List<Fault> toFaults() {
        List<Fault> all = new ArrayList<>();
        for (Deviation deviation : deviations()) {
            Fault fault = deviation.fault();
            if (fault != null) {
                all.add(fault);
            }
        }
        return all;
    }

    Pins toPins(Pins base) {
        Pins pins = base;
        for (Deviation deviation : deviations()) {
            Pins.Pin pin = deviation.pin();
            pins = pin == null ? pins : pins.with(pin);
        }
        return pins;
    }
}
