package io.offsetlab.consumer.background;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the coordinator was told, so that a heartbeat carries only what has changed (ConsumerHeartbeatRequestManager.HeartbeatState). */
final class HeartbeatFields implements Fingerprinted {
    private static final long UNCHANGED = -1;

    private boolean timeoutSent;
    private boolean assignorSent;
    private @Nullable List<String> topicsSent;
    private @Nullable String regexSent;
    private @Nullable LocalAssignment ownedSent;

    /** The next heartbeat carries everything. */
    void forget() {
        timeoutSent = false;
        assignorSent = false;
        topicsSent = null;
        regexSent = null;
        ownedSent = null;
    }

    /**
     * The next heartbeat; a member that joins tells everything.
     *
     * @param regex the pattern subscribed to, or null for none
     */
    Request.ConsumerGroupHeartbeat next(
            Member member, ClientConfig config, List<String> subscription, @Nullable String regex) {
        boolean all = member.is(MemberState.JOINING);
        List<String> topics = new ArrayList<>(new TreeSet<>(subscription));
        boolean tellsTimeout = all || !timeoutSent;
        boolean tellsTopics = all || !topics.equals(topicsSent);
        boolean tellsRegex = (all && regex != null) || !Objects.equals(regex, regexSent);
        boolean tellsAssignor = config.remoteAssignor() != null && (all || !assignorSent);
        boolean tellsOwned = all || !Objects.equals(member.current(), ownedSent);
        timeoutSent = true;
        topicsSent = topics;
        regexSent = regex;
        assignorSent |= tellsAssignor;
        ownedSent = member.current();
        return new Request.ConsumerGroupHeartbeat(
                member.id(),
                member.epoch(),
                config.instanceId(),
                tellsTimeout ? config.maxPollIntervalMicros() : UNCHANGED,
                tellsTopics ? topics : null,
                tellsRegex ? Objects.requireNonNullElse(regex, "") : null,
                tellsAssignor ? config.remoteAssignor() : null,
                tellsOwned ? member.current().partitions() : null);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(timeoutSent)
                .add(assignorSent)
                .add(Objects.hashCode(topicsSent))
                .add(Objects.hashCode(regexSent));
        fingerprint.add(ownedSent == null ? -2 : ownedSent.partitions().hashCode());
    }
}
