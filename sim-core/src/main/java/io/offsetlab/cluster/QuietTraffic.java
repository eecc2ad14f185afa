package io.offsetlab.cluster;

import io.offsetlab.network.Link;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import org.apache.kafka.common.protocol.Errors;

/** Knows which requests of a life change nothing that others look at: heartbeats in a stable group, fetches that find nothing. */
final class QuietTraffic implements Link.Background {
    private final Run run;
    private final Life life;

    QuietTraffic(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    @Override
    public boolean isQuiet(Request request) {
        if (request instanceof Request.Heartbeat heartbeat) {
            return run.coordinator()
                    .answersQuietly(heartbeat.memberId(), heartbeat.instanceId(), heartbeat.generation());
        }
        if (request instanceof Request.ConsumerGroupHeartbeat heartbeat) {
            return run.coordinator().answersQuietly(heartbeat);
        }
        if (request instanceof Request.Fetch fetch) {
            long due = run.broker().findsSomethingAt(fetch, life.origin().member());
            if (due > run.simulation().now() && due < Long.MAX_VALUE) {
                life.dataDueAt(due);
            }
            return due > run.simulation().now();
        }
        return false;
    }

    @Override
    public boolean isQuiet(Answer answer) {
        if (answer instanceof Answer.ConsumerGroupHeartbeat) {
            return life.client().membership().isQuiet(answer);
        }
        return answer instanceof Answer.Fetch fetch ? fetch.blocks().isEmpty() : answer.error() == Errors.NONE;
    }
}
