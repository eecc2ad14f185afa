package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Protocol;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A member of the group, or one to be: an id that was given out and has not joined yet. After Kafka's ClassicGroupMember. */
final class Member implements Fingerprinted {
    final String id;
    final @Nullable String instanceId;
    final Origin origin;
    final SessionTimer session;

    private List<Protocol> protocols;
    private long sessionTimeoutMicros;
    private long rebalanceTimeoutMicros;
    private Assignment assignment = Assignment.EMPTY;
    private @Nullable Reply parkedJoin;
    private @Nullable Reply parkedSync;
    private boolean isNew;

    Member(String id, Origin origin, Request.JoinGroup request, Surroundings around, SessionTimer.Owner owner) {
        this.id = id;
        this.instanceId = request.instanceId();
        this.origin = origin;
        this.session = new SessionTimer(around.simulation(), around.quiet(), owner, this);
        this.protocols = request.protocols();
        this.sessionTimeoutMicros = request.sessionTimeoutMicros();
        this.rebalanceTimeoutMicros = request.rebalanceTimeoutMicros();
    }

    void update(Request.JoinGroup request) {
        protocols = request.protocols();
        sessionTimeoutMicros = request.sessionTimeoutMicros();
        rebalanceTimeoutMicros = request.rebalanceTimeoutMicros();
    }

    /** As the JoinGroup that would say the same. */
    Request.JoinGroup asJoin() {
        return new Request.JoinGroup(id, instanceId, sessionTimeoutMicros, rebalanceTimeoutMicros, protocols);
    }

    boolean isStatic() {
        return instanceId != null;
    }

    List<Protocol> protocols() {
        return protocols;
    }

    long sessionTimeoutMicros() {
        return sessionTimeoutMicros;
    }

    long rebalanceTimeoutMicros() {
        return rebalanceTimeoutMicros;
    }

    Assignment assignment() {
        return assignment;
    }

    void assign(Assignment given) {
        assignment = given;
    }

    boolean supports(String protocolName) {
        return subscription(protocolName) != null;
    }

    /** What the member tells the assignor of that name, null if it does not support it. */
    Request.@Nullable Subscription subscription(String protocolName) {
        for (Protocol protocol : protocols) {
            if (protocol.name().equals(protocolName)) {
                return protocol.subscription();
            }
        }
        return null;
    }

    /** The first of the candidates in this member's order of preference. */
    String vote(Set<String> candidates) {
        for (Protocol protocol : protocols) {
            if (candidates.contains(protocol.name())) {
                return protocol.name();
            }
        }
        throw new IllegalStateException("member " + id + " supports none of " + candidates);
    }

    /** A heartbeat came; one that is caught up with late does not take back what a later sign of life has given. */
    void renewSession() {
        session.heartbeat(sessionTimeoutMicros);
    }

    void restartSession() {
        session.restart(sessionTimeoutMicros);
    }

    /** A first join may wait for a fixed time, however short the session; later ones wait without end (S4.13). */
    boolean isAliveWhileParked() {
        return !isNew && (parkedJoin != null || parkedSync != null);
    }

    void markNew(boolean value) {
        isNew = value;
    }

    boolean isAwaitingJoin() {
        return parkedJoin != null;
    }

    /** Parks a JoinGroup; one that is parked already is never answered, as its sender has given it up. */
    void parkJoin(Reply reply) {
        parkedJoin = reply;
    }

    /** Parks a SyncGroup; one that is parked already is never answered, as its sender has given it up. */
    void parkSync(Reply reply) {
        parkedSync = reply;
    }

    void answerJoin(Answer.JoinGroup answer) {
        Reply reply = parkedJoin;
        if (reply != null) {
            parkedJoin = null;
            reply.answer(answer);
        }
    }

    /** Returns false if no SyncGroup was parked. */
    boolean answerSync(Errors error, String protocolName) {
        Reply reply = parkedSync;
        if (reply == null) {
            return false;
        }
        parkedSync = null;
        reply.answer(new Answer.SyncGroup(error, protocolName, error == Errors.NONE ? assignment : Assignment.EMPTY));
        return true;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(origin.member()).add(origin.incarnation()).addText(instanceId == null ? "" : instanceId);
        fingerprint.add(sessionTimeoutMicros).add(rebalanceTimeoutMicros).add(session);
        fingerprint.add(parkedJoin != null).add(parkedSync != null).add(isNew);
        Fingerprints.protocols(fingerprint, protocols);
        Fingerprints.assignment(fingerprint, assignment);
    }
}
