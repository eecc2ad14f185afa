package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A fingerprint tells states apart that may go on differently, and only those. */
final class FingerprintTest {

    private static long of(long now, Consumer<Fingerprint> state) {
        Fingerprint fingerprint = new Fingerprint(now);
        state.accept(fingerprint);
        return fingerprint.value();
    }

    private static long of(Consumer<Fingerprint> state) {
        return of(0, state);
    }

    @Test
    void theValueIsThisOnEveryJvm() {
        assertThat(of(out -> {})).isEqualTo(0x6f66667365746c62L);
        assertThat(of(5, out -> out.add(1).add(true).addTime(9).addText("p-0"))).isEqualTo(-6201092321225109486L);
    }

    @Test
    void orderCounts() {
        assertThat(of(out -> out.add(1).add(2)))
                .isNotEqualTo(of(out -> out.add(2).add(1)));
        assertThat(of(out -> out.add(0))).isNotEqualTo(of(out -> {}));
    }

    @Test
    void bothSidesOfAFlagShow() {
        assertThat(of(out -> out.add(true))).isNotEqualTo(of(out -> out.add(false)));
    }

    @Test
    void timesAreRelativeToNowAndNeverIsNever() {
        assertThat(of(10, out -> out.addTime(15))).isEqualTo(of(100, out -> out.addTime(105)));
        assertThat(of(10, out -> out.addTime(15))).isNotEqualTo(of(10, out -> out.addTime(16)));
        assertThat(of(10, out -> out.addTime(Long.MAX_VALUE))).isEqualTo(of(99, out -> out.addTime(Long.MAX_VALUE)));
    }

    @Test
    void textsDoNotRunTogether() {
        assertThat(of(out -> out.addText("ab").addText("c")))
                .isNotEqualTo(of(out -> out.addText("a").addText("bc")));
    }

    @Test
    void aPartIsWrittenInItsPlace() {
        Fingerprinted part = out -> out.add(7);
        assertThat(of(out -> out.add(1).add(part)))
                .isEqualTo(of(out -> out.add(1).add(7)));
    }

    @Test
    void anActorShowsWhetherItRunsAndForHowLongItStandsStill() {
        assertThat(of(actor(actor -> actor.freeze(50)))).isNotEqualTo(of(actor(actor -> {})));
        assertThat(of(actor(actor -> actor.freeze(50)))).isNotEqualTo(of(actor(actor -> actor.freeze(51))));
        assertThat(of(actor(Actor::stop))).isNotEqualTo(of(actor(actor -> {})));
    }

    @Test
    void aBacklogShowsWhatItHoldsBackAndWhetherItDoes() {
        Supplier<Event> event = () -> new Diary().event("x");
        assertThat(of(actor(actor -> actor.backlog().submerge()))).isNotEqualTo(of(actor(actor -> {})));
        Consumer<Fingerprint> early = actor(actor -> {
            actor.backlog().submerge();
            actor.scheduleInBackground(5, 0, event.get());
        });
        Consumer<Fingerprint> late = actor(actor -> {
            actor.backlog().submerge();
            actor.scheduleInBackground(6, 0, event.get());
        });
        assertThat(of(early)).isNotEqualTo(of(actor(actor -> actor.backlog().submerge())));
        assertThat(of(early)).isNotEqualTo(of(late));
    }

    private static Consumer<Fingerprint> actor(Consumer<Actor> history) {
        Actor actor = new Actor(new Simulation(), 1, true);
        history.accept(actor);
        return out -> out.add(actor);
    }
}
