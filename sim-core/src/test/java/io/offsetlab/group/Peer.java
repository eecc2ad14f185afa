package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A process of a test that speaks the consumer protocol, but only when it is told to. It owns what it was assigned last. */
final class Peer {
    static final long REBALANCE_MICROS = 30_000_000;

    private final Town town;
    final Origin origin;
    final String id;
    final @Nullable String instanceId;
    List<String> topics = List.of("t");
    List<Integer> owned = List.of();

    @Nullable
    String assignor;

    int epoch;
    private int commits;

    Peer(Town town, int number, @Nullable String instanceId) {
        this(town, new Origin(number, 0), "peer-" + number, instanceId);
    }

    Peer(Town town, Origin origin, String id, @Nullable String instanceId) {
        this.town = town;
        this.origin = origin;
        this.id = id;
        this.instanceId = instanceId;
    }

    /** A dynamic member that has joined, subscribed to these topics. */
    static Peer joined(Town town, int number, String... topics) {
        Peer peer = new Peer(town, number, null);
        peer.topics = List.of(topics);
        peer.join();
        return peer;
    }

    Inbox send(Request request) {
        Inbox inbox = new Inbox(town.simulation);
        town.coordinator.receive(request, origin, inbox);
        return inbox;
    }

    ConsumerGroupHeartbeat request(int withEpoch, @Nullable List<Integer> owning, boolean full) {
        return new ConsumerGroupHeartbeat(
                id, withEpoch, instanceId, full ? REBALANCE_MICROS : -1, full ? topics : null, null, assignor, owning);
    }

    private Answer.ConsumerGroupHeartbeat learn(Inbox inbox) {
        Answer.ConsumerGroupHeartbeat answer = (Answer.ConsumerGroupHeartbeat) inbox.answer();
        if (answer.error() == Errors.NONE) {
            epoch = answer.memberEpoch();
            owned = answer.assigned() == null ? owned : answer.assigned();
        }
        return answer;
    }

    Answer.ConsumerGroupHeartbeat join() {
        owned = List.of();
        return learn(send(request(0, owned, true)));
    }

    /** Says nothing of itself. */
    Answer.ConsumerGroupHeartbeat beat() {
        return learn(send(request(epoch, null, false)));
    }

    /** Says that it owns what it was told to own. */
    Answer.ConsumerGroupHeartbeat acknowledge() {
        return learn(send(request(epoch, owned, false)));
    }

    /** Says that it owns these. */
    Answer.ConsumerGroupHeartbeat owning(Integer... partitions) {
        return learn(send(request(epoch, List.of(partitions), false)));
    }

    Answer.ConsumerGroupHeartbeat subscribe(String... names) {
        topics = List.of(names);
        return learn(send(new ConsumerGroupHeartbeat(id, epoch, instanceId, -1, topics, null, null, owned)));
    }

    Errors leave() {
        return send(request(ConsumerGroupHeartbeat.LEAVE, null, false)).error();
    }

    Errors leaveForNow() {
        return send(request(ConsumerGroupHeartbeat.LEAVE_FOR_NOW, null, false)).error();
    }

    Errors commit(int partition, long offset) {
        return commit(epoch, Offsets.of(partition, offset));
    }

    Errors commit(int withEpoch, Offsets offsets) {
        return send(new Request.OffsetCommit(id, instanceId, withEpoch, offsets, commits++))
                .error();
    }

    Errors fetch(int withEpoch) {
        return send(new Request.OffsetFetch(List.of(0), id, withEpoch)).error();
    }
}
