package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What holds for any draw. */
final class ChanceProperties {

    @Property(tries = 1000)
    void aDrawLiesBelowItsBound(@ForAll long seed, @ForAll @LongRange(min = 1) long bound, @ForAll long index) {
        long draw = new Chance(seed, Pins.NONE).stream("s").below(bound, index);

        assertThat(draw).isBetween(0L, bound - 1);
    }

    @Property(tries = 500)
    void aPinChangesItsOwnDrawAndNoOther(
            @ForAll long seed, @ForAll long index, @ForAll long other, @ForAll @LongRange(min = 0) long value) {
        Pins pins = Pins.NONE.with(new Pins.Pin("s", false, index, value));
        Chance.Stream pinned = new Chance(seed, pins).stream("s");
        Chance.Stream free = new Chance(seed, Pins.NONE).stream("s");

        assertThat(pinned.below(1000, index)).isEqualTo(Math.min(value, 999));
        if (other != index) {
            assertThat(pinned.below(1000, other)).isEqualTo(free.below(1000, other));
        }
        assertThat(new Chance(seed, pins).stream("t").below(1000, index))
                .isEqualTo(new Chance(seed, Pins.NONE).stream("t").below(1000, index));
    }
}
