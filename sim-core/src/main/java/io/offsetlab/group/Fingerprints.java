package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Protocol;
import io.offsetlab.protocol.Request.Subscription;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes parts of requests, which know nothing of fingerprints. */
final class Fingerprints {
    private Fingerprints() {}

    static void protocols(Fingerprint out, List<Protocol> protocols) {
        out.add(protocols.size());
        for (Protocol protocol : protocols) {
            out.addText(protocol.name());
            subscription(out, protocol.subscription());
        }
    }

    static void assignment(Fingerprint out, Assignment assignment) {
        partitions(out, assignment.partitions());
        bytes(out, assignment.userData());
    }

    private static void subscription(Fingerprint out, Subscription subscription) {
        out.add(subscription.topics().size());
        for (String topic : subscription.topics()) {
            out.addText(topic);
        }
        partitions(out, subscription.owned());
        out.add(subscription.generation());
        bytes(out, subscription.userData());
    }

    private static void partitions(Fingerprint out, List<Integer> partitions) {
        out.add(partitions.size());
        for (int partition : partitions) {
            out.add(partition);
        }
    }

    private static void bytes(Fingerprint out, @Nullable ByteBuffer data) {
        if (data == null) {
            out.add(-1);
            return;
        }
        out.add(data.remaining());
        for (int i = data.position(); i < data.limit(); i++) {
            out.add(data.get(i));
        }
    }
}
