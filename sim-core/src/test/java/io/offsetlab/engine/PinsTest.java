package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.engine.Pins.Pin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any draw can be fixed to a value. */
final class PinsTest {

    private static long draw(Pins pins, long bound, long index) {
        return new Chance(1, pins).stream("s").below(bound, index);
    }

    @Test
    void aPinnedStreamStandsAtItsBase() {
        Pins pins = Pins.NONE.withStream("s");
        for (long index = 0; index < 20; index++) {
            assertThat(draw(pins, 1_000, index)).isZero();
        }
        assertThat(new Chance(1, pins).stream("t").below(1L << 40, 0)).isNotZero();
    }

    @Test
    void aSinglePinIsFoundByItsIndex() {
        Pins pins =
                Pins.of(List.of(new Pin("s", false, 3, 30), new Pin("s", false, 4, 40), new Pin("t", false, 5, 50)));
        assertThat(draw(pins, 1_000, 3)).isEqualTo(30);
        assertThat(draw(pins, 1_000, 4)).isEqualTo(40);
        assertThat(draw(pins, 1_000, 5)).isEqualTo(draw(Pins.NONE, 1_000, 5));
    }

    @Test
    void anIdentityOfSeveralPartsIsPinnedByItsIndex() {
        Pins pins = Pins.NONE.with(new Pin("s", false, Chance.Stream.index(2, 7), 9));
        assertThat(new Chance(1, pins).stream("s").below(100, 2, 7)).isEqualTo(9);
    }

    @Test
    void aPinnedValueIsCutToTheBound() {
        Pins pins = Pins.NONE.with(new Pin("s", false, 3, 30));
        assertThat(draw(pins, 10, 3)).isEqualTo(9);
        assertThat(draw(pins, 1, 3)).isZero();
    }

    @Test
    void theLastPinWins() {
        Pins single = Pins.NONE.with(new Pin("s", false, 3, 30));
        assertThat(draw(single.withStream("s"), 100, 3)).isZero();
        Pins later = Pins.NONE.withStream("s").with(new Pin("s", false, 3, 30));
        assertThat(draw(later, 100, 3)).isEqualTo(30);
        assertThat(draw(later, 100, 4)).isZero();
    }

    @Test
    void pinsAreImmutableAndEqualByContent() {
        Pin pin = new Pin("s", false, 3, 30);
        List<Pin> list = new ArrayList<>(List.of(pin));
        Pins pins = Pins.of(list);
        list.clear();
        pins.list().clear();

        assertThat(pins.list()).containsExactly(pin);
        assertThat(pins).isEqualTo(Pins.NONE.with(pin)).hasSameHashCodeAs(Pins.NONE.with(pin));
        assertThat(pins.with(pin)).isNotEqualTo(pins);
        assertThat(Pins.of(List.of())).isSameAs(Pins.NONE);
        assertThat(Pins.NONE.isEmpty()).isTrue();
    }

    @Test
    void aNegativeValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pin("s", false, 0, -1))
                .withMessage("a pinned value must not be negative, but was -1");
    }
}
