package io.offsetlab.group;

import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.FactSink;
import org.apache.kafka.common.protocol.Errors;

/** What all parts of the coordinator use and none of them owns. */
record Surroundings(
        Simulation simulation,
        GroupConfig config,
        Topology topology,
        MemberIds memberIds,
        FactSink facts,
        QuietMembers quiet) {

    /** NONE if the offset at this place may be stored: its partition exists and its metadata is short enough (S1.19, S1.21). */
    Errors storable(Offsets asked, int i) {
        if (!topology.exists(asked.partition(i))) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        boolean tooLong = asked.metadata(i).length() > config.offsetMetadataMaxBytes();
        return tooLong ? Errors.OFFSET_METADATA_TOO_LARGE : Errors.NONE;
    }

    io.offsetlab.group.modern.Surroundings ofConsumerProtocol() {
        return new io.offsetlab.group.modern.Surroundings(
                simulation,
                config.consumer(),
                new TopicIds(topology),
                facts,
                quiet::beforeSessionCheck,
                quiet::beforeChange);
    }

    long now() {
        return simulation.now();
    }
}
