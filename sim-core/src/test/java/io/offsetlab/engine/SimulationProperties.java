package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever events schedule and cancel while they run, the next one is the first by (virtual time, sequence number). */
final class SimulationProperties {

    @Property(tries = 300)
    void theFirstByTimeAndSequenceRunsNext(@ForAll @Size(max = 200) List<@IntRange(max = 999) Integer> actions) {
        Model model = new Model(actions);
        model.act();
        while (model.simulation.step()) {
            continue;
        }
        assertThat(model.waiting).isEmpty();
        assertThat(model.simulation.isIdle()).isTrue();
    }

    /** The same events in a sorted set. */
    private static final class Model {
        private final Simulation simulation = new Simulation();
        private final TreeSet<Event> waiting = new TreeSet<>(
                Comparator.<Event>comparingLong(event -> event.at).thenComparingLong(event -> event.sequence));
        private final Deque<Integer> actions;
        private long identities;

        Model(List<Integer> actions) {
            this.actions = new ArrayDeque<>(actions);
        }

        /** Takes up to three actions. */
        void act() {
            for (int i = 0; i < 3 && !actions.isEmpty(); i++) {
                int action = actions.remove();
                Step step = new Step();
                switch (action % 5) {
                    case 0, 1 -> simulation.scheduleNow(step);
                    case 2 -> simulation.schedule(simulation.now() + action % 7, step);
                    case 3 -> simulation.scheduleFirst(simulation.now() + action % 3, identities++, step);
                    default -> cancelOne(action);
                }
                if (step.isScheduled()) {
                    waiting.add(step);
                }
                assertThat(simulation.nextEventAt()).isEqualTo(waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().at);
            }
        }

        private void cancelOne(int which) {
            if (!waiting.isEmpty()) {
                Event event = new ArrayList<>(waiting).get(which % waiting.size());
                waiting.remove(event);
                simulation.cancel(event);
                assertThat(event.isScheduled()).isFalse();
            }
        }

        private final class Step extends Event {
            @Override
            protected void run() {
                assertThat(waiting.pollFirst()).isSameAs(this);
                act();
            }

            @Override
            public void writeTo(Fingerprint fingerprint) {}
        }
    }
}
