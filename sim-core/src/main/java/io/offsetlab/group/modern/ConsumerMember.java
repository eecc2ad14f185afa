package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.protocol.Request.JoinGroup;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A member of a group of the consumer protocol, itself of that or of the classic protocol. After Kafka's ConsumerGroupMember. */
final class ConsumerMember implements Fingerprinted {
    final String id;
    final Origin origin;
    final SessionTimer session;
    final RebalanceTimer rebalance;
    /** Run for members of the classic protocol only. */
    final ClassicTimer joinTimer;

    final ClassicTimer syncTimer;

    private @Nullable String instanceId;
    private long rebalanceTimeoutMicros = -1;
    /** In the order of Kafka's HashSet. */
    private Set<String> topics = new HashSet<>();

    private String topicRegex = "";
    private @Nullable String serverAssignor;
    private @Nullable ClassicTerms classic;
    private Standing standing = Standing.NEW;
    private int place;

    ConsumerMember(String id, Origin origin, Surroundings around, Departures departures) {
        this.id = id;
        this.origin = origin;
        session = new SessionTimer(around, departures, this);
        rebalance = new RebalanceTimer(around, departures, this);
        joinTimer = new ClassicTimer(around, departures, this);
        syncTimer = new ClassicTimer(around, departures, this);
    }

    /** Takes over what the last member with this instance id had (S5.15). */
    void succeed(ConsumerMember old) {
        instanceId = old.instanceId;
        rebalanceTimeoutMicros = old.rebalanceTimeoutMicros;
        topics = old.topics;
        topicRegex = old.topicRegex;
        serverAssignor = old.serverAssignor;
        classic = old.classic;
        standing = old.standing.takenOver();
    }

    /** What the heartbeat does not say has not changed. Whoever sends it speaks the consumer protocol from now on. */
    void update(ConsumerGroupHeartbeat request) {
        classic = null;
        if (request.instanceId() != null) {
            instanceId = request.instanceId();
        }
        if (request.rebalanceTimeoutMicros() != -1) {
            rebalanceTimeoutMicros = request.rebalanceTimeoutMicros();
        }
        if (request.topics() != null) {
            topics = new HashSet<>(request.topics());
        }
        if (request.topicRegex() != null) {
            topicRegex = request.topicRegex();
        }
        if (request.serverAssignor() != null) {
            serverAssignor = request.serverAssignor();
        }
    }

    /** Whoever joins so speaks the classic protocol from now on. The subscription of its first assignor counts. */
    void update(JoinGroup request) {
        instanceId = request.instanceId();
        rebalanceTimeoutMicros = request.rebalanceTimeoutMicros();
        topics = subscribedTo(request);
        topicRegex = "";
        classic = new ClassicTerms(request.sessionTimeoutMicros(), request.protocols());
    }

    private static Set<String> subscribedTo(JoinGroup request) {
        return new HashSet<>(request.protocols().get(0).subscription().topics());
    }

    /** As the JoinGroup that would say the same; only of a member of the classic protocol. */
    JoinGroup asJoin() {
        ClassicTerms terms = terms();
        return new JoinGroup(id, instanceId, terms.sessionTimeoutMicros(), rebalanceTimeoutMicros, terms.protocols());
    }

    /** Whether the heartbeat says nothing about the member that is not known. */
    boolean isDescribedBy(ConsumerGroupHeartbeat request) {
        return classic == null
                && !changesTopics(request)
                && !changesRegex(request)
                && (request.instanceId() == null || request.instanceId().equals(instanceId))
                && (request.rebalanceTimeoutMicros() == -1
                        || request.rebalanceTimeoutMicros() == rebalanceTimeoutMicros)
                && (request.serverAssignor() == null || request.serverAssignor().equals(serverAssignor));
    }

    boolean changesTopics(ConsumerGroupHeartbeat request) {
        return request.topics() != null && !topics.equals(new HashSet<>(request.topics()));
    }

    /** Whether a member of the classic protocol joins for others than these topics. */
    boolean changesSubscription(JoinGroup request) {
        return !topicRegex.isEmpty() || !topics.equals(subscribedTo(request));
    }

    boolean changesRegex(ConsumerGroupHeartbeat request) {
        return request.topicRegex() != null && !request.topicRegex().equals(topicRegex);
    }

    @Nullable
    String instanceId() {
        return instanceId;
    }

    long rebalanceTimeoutMicros() {
        return rebalanceTimeoutMicros;
    }

    Set<String> topics() {
        return topics;
    }

    /** Empty if the member subscribes by names only. */
    String topicRegex() {
        return topicRegex;
    }

    @Nullable
    String serverAssignor() {
        return serverAssignor;
    }

    Standing standing() {
        return standing;
    }

    /** Called by the group, which tells of it. */
    void stand(Standing next) {
        standing = next;
    }

    /** Whether it speaks the classic protocol (S5.23). */
    boolean isClassic() {
        return classic != null;
    }

    /** What only a member of the classic protocol has. */
    ClassicTerms terms() {
        if (classic == null) {
            throw new IllegalStateException("member " + id + " does not speak the classic protocol");
        }
        return classic;
    }

    /** Which of the members it is that the same life of a process is; 0 but for classic ones that joined again. */
    int place() {
        return place;
    }

    void placeAt(int number) {
        place = number;
    }

    boolean isAway() {
        return standing.epoch() == Standing.AWAY;
    }

    void stopTimers() {
        session.stop();
        rebalance.stop();
        joinTimer.stop();
        syncTimer.stop();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(origin.member()).add(origin.incarnation()).addText(instanceId == null ? "" : instanceId);
        fingerprint.add(rebalanceTimeoutMicros).addText(topicRegex);
        fingerprint.addText(serverAssignor == null ? "" : serverAssignor);
        fingerprint.add(topics.size());
        new TreeSet<>(topics).forEach(fingerprint::addText);
        fingerprint.add(standing).add(session).add(rebalance).add(classic != null);
        if (classic != null) {
            fingerprint.add(classic).add(place).add(joinTimer).add(syncTimer);
        }
    }
}
