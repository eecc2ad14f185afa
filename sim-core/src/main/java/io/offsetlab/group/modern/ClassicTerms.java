package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.Protocol;
import java.util.List;

/**
 * What a member of the classic protocol said of itself that the consumer protocol does not know. After Kafka's
 * ConsumerGroupMemberMetadataValue.ClassicMemberMetadata.
 *
 * @param protocols its assignors, which do not assign as long as the group speaks the consumer protocol; the first one's subscription
 *     counts
 */
record ClassicTerms(long sessionTimeoutMicros, List<Protocol> protocols) implements Fingerprinted {

    boolean supports(String protocol) {
        return protocols.stream().anyMatch(each -> each.name().equals(protocol));
    }

    /** The assignor that the member is told to be the group's. */
    String protocolName() {
        return protocols.get(0).name();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(sessionTimeoutMicros).add(protocols.size());
        for (Protocol protocol : protocols) {
            fingerprint.addText(protocol.name());
        }
    }
}
