package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The heap against a list that is sorted at each look. */
final class EventQueueProperties {
    private static final Comparator<Event> ORDER =
            Comparator.<Event>comparingLong(event -> event.at).thenComparingLong(event -> event.sequence);

    @Property(tries = 300)
    void theQueueHoldsWhatASortedListHolds(@ForAll @Size(max = 300) List<@IntRange(max = 999) Integer> actions) {
        Both both = new Both();
        for (int action : actions) {
            int argument = action / 5;
            switch (action % 5) {
                case 0, 1, 2 -> both.add(argument % 20);
                case 3 -> both.poll();
                default -> both.remove(argument);
            }
            both.compare();
        }
        both.drain();
    }

    /** The heap and the list. */
    private static final class Both {
        private final EventQueue queue = new EventQueue();
        private final List<Event> model = new ArrayList<>();
        private final Diary diary = new Diary();
        private long added;

        void compare() {
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(queue.inOrder()).containsExactlyElementsOf(model);
        }

        void drain() {
            while (!model.isEmpty()) {
                poll();
            }
        }

        private void add(long at) {
            Event event = diary.event("x");
            event.at = at;
            event.sequence = added++;
            queue.add(event);
            model.add(event);
            model.sort(ORDER);
            assertThat(queue.holds(event)).isTrue();
        }

        private void poll() {
            if (!model.isEmpty()) {
                assertThat(queue.first()).isSameAs(model.get(0));
                assertThat(queue.poll()).isSameAs(model.remove(0));
            }
        }

        private void remove(int index) {
            if (!model.isEmpty()) {
                Event event = model.remove(index % model.size());
                queue.remove(event);
                assertThat(event.isScheduled()).isFalse();
            }
        }
    }
}
