package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.Request.Kind;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.MessageFact.Traveled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages are told to those who ask, and asking changes nothing. */
final class MessagesTest {

    /** Keeps everything, messages too. */
    private static final class Listener implements FactSink {
        private final List<Fact> facts = new ArrayList<>();

        @Override
        public void accept(Fact fact) {
            facts.add(fact);
        }

        @Override
        public boolean hearsMessages() {
            return true;
        }

        <T extends Fact> List<T> all(Class<T> kind) {
            return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private static Listener listen(World world) {
        Listener listener = new Listener();
        new Cluster(world, Policies.SYNC_AFTER_BATCH, Skipping.ON, listener).run();
        return listener;
    }

    private static SmallWorld losingAnswers() {
        return new SmallWorld().with(Fault.answerDropped(new Anchor.AtTime(2 * SECOND), 0, 1, Kind.OFFSET_COMMIT));
    }

    @Test
    void whoDoesNotAskHearsOfNoMessage() {
        Watched watched = new Watched(losingAnswers().build(), Policies.SYNC_AFTER_BATCH);
        assertThat(watched.facts(Traveled.class)).isEmpty();
    }

    @Test
    void askingLeavesNoMark() {
        for (long number = 1; number <= 40; number++) {
            World world = RandomWorld.of(number);
            assertThat(new Cluster(world, Policies.AUTO, Skipping.ON, new Listener()).run())
                    .isEqualTo(new Cluster(world, Policies.AUTO, Skipping.ON).run());
        }
    }

    @Test
    void everyCommitLeavesWhenItIsAskedForAndArrivesWhenItIsStored() {
        Listener listener = listen(losingAnswers().build());
        List<Traveled> requests = listener.all(Traveled.class).stream()
                .filter(message -> message.request() == Kind.OFFSET_COMMIT && !message.answer())
                .toList();
        assertThat(requests)
                .extracting(Traveled::sentAt)
                .containsExactlyInAnyOrderElementsOf(listener.all(CommitAsked.class).stream()
                        .map(CommitAsked::at)
                        .toList());
        assertThat(requests.stream().map(Traveled::at).toList())
                .containsAll(listener.all(CommitApplied.class).stream()
                        .map(CommitApplied::at)
                        .toList());
    }

    @Test
    void answersThatAFaultDropsAreLost() {
        assertThat(listen(losingAnswers().build()).all(Traveled.class))
                .filteredOn(message -> message.answer() && !message.arrived())
                .extracting(Traveled::request)
                .containsExactly(Kind.OFFSET_COMMIT);
    }

    @Test
    void requestsThatAFaultSwallowsAreLost() {
        Fault swallowed = Fault.requestSwallowed(new Anchor.AtTime(2 * SECOND), 0, 1, Kind.OFFSET_COMMIT);
        assertThat(listen(new SmallWorld().with(swallowed).build()).all(Traveled.class))
                .filteredOn(message -> !message.arrived())
                .singleElement()
                .satisfies(message -> assertThat(message.answer()).isFalse());
    }
}
