package io.offsetlab.network;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import java.util.Objects;

/** What a message on its way adds to a fingerprint; who sent it is known from its connection. */
final class Contents {
    private Contents() {}

    static void write(Fingerprint fingerprint, Request request) {
        fingerprint.add(request.kind().ordinal());
        if (request instanceof Request.OffsetCommit commit) {
            fingerprint.add(commit.generation()).add(commit.offsets().hashCode());
        } else if (request instanceof Request.Fetch fetch) {
            fingerprint.add(fetch.positions().hashCode());
        } else if (request instanceof Request.Heartbeat heartbeat) {
            fingerprint.add(heartbeat.generation());
        } else if (request instanceof Request.SyncGroup sync) {
            fingerprint.add(sync.generation()).add(sync.assignments().size());
            sync.assignments()
                    .values()
                    .forEach(part -> fingerprint.add(part.partitions().hashCode()));
        } else if (request instanceof Request.JoinGroup join) {
            fingerprint.add(join.memberId().isEmpty());
        } else if (request instanceof Request.OffsetFetch fetch) {
            fingerprint.add(fetch.partitions().hashCode()).add(fetch.memberEpoch());
        } else if (request instanceof Request.ConsumerGroupHeartbeat heartbeat) {
            fingerprint.add(heartbeat.memberEpoch()).add(Objects.hashCode(heartbeat.owned()));
            fingerprint.add(Objects.hashCode(heartbeat.topics())).add(Objects.hashCode(heartbeat.topicRegex()));
            fingerprint.add(heartbeat.rebalanceTimeoutMicros()).add(Objects.hashCode(heartbeat.serverAssignor()));
        } else if (request instanceof Request.ListOffsets list) {
            fingerprint.add(list.partitions().hashCode()).add(list.timestamps().hashCode());
        } else if (request instanceof Request.OffsetForLeaderEpoch ends) {
            fingerprint.add(ends.partitions().hashCode()).add(ends.epochs().hashCode());
        }
    }

    static void write(Fingerprint fingerprint, Answer answer) {
        fingerprint.add(answer.error().code());
        if (answer instanceof Answer.Fetch fetch) {
            for (Answer.Block block : fetch.blocks()) {
                fingerprint.add(block.partition()).add(block.error().code());
                fingerprint.add(block.from()).add(block.next()).add(block.logEnd());
            }
        } else if (answer instanceof Answer.OffsetFetch fetch) {
            fingerprint.add(fetch.stored().hashCode());
        } else if (answer instanceof Answer.ListOffsets list) {
            list.found()
                    .forEach(found -> fingerprint
                            .add(found.error().code())
                            .add(found.offset())
                            .add(found.timestampMillis())
                            .add(found.leaderEpoch()));
        } else if (answer instanceof Answer.OffsetForLeaderEpoch ends) {
            fingerprint.add(ends.ends().hashCode());
        } else if (answer instanceof Answer.JoinGroup join) {
            fingerprint.add(join.generation()).add(join.members().size()).add(join.skipAssignment());
        } else if (answer instanceof Answer.SyncGroup sync) {
            fingerprint.add(sync.assignment().partitions().hashCode());
        } else if (answer instanceof Answer.ConsumerGroupHeartbeat heartbeat) {
            fingerprint.add(heartbeat.memberEpoch()).add(Objects.hashCode(heartbeat.assigned()));
        }
    }
}
