package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.Subscription;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The topics that any member of the current generation subscribes to; their offsets neither expire nor may be deleted. */
final class SubscribedTopics implements Fingerprinted {
    private final Topology topology;
    private @Nullable Set<String> topics;
    private boolean[] covered = {};

    SubscribedTopics(Topology topology) {
        this.topology = topology;
    }

    /** As long as no generation has formed. */
    void setUnknown() {
        topics = null;
        covered = new boolean[0];
    }

    boolean areKnown() {
        return topics != null;
    }

    void compute(Roster roster, String protocolName) {
        Set<String> union = new TreeSet<>();
        for (Member member : roster.all()) {
            Subscription subscription = member.subscription(protocolName);
            if (subscription != null) {
                union.addAll(subscription.topics());
            }
        }
        topics = union;
        covered = new boolean[topology.partitionCount()];
        for (int partition = 0; partition < covered.length; partition++) {
            covered[partition] = union.contains(topology.topicOf(partition));
        }
    }

    boolean cover(int partition) {
        if (partition < covered.length) {
            return covered[partition];
        }
        return topics != null && topics.contains(topology.topicOf(partition));
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(topics != null);
        if (topics != null) {
            fingerprint.add(topics.size());
            for (String topic : topics) {
                fingerprint.addText(topic);
            }
        }
    }
}
