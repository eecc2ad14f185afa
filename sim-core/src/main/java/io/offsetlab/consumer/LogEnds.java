package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The log ends that currentLag wants and the client does not know yet: each is asked for once, the next call may know it (S8.12). */
final class LogEnds implements Fingerprinted {
    private final ClientContext context;
    private final Positions positions;
    private final Set<Integer> asked = new TreeSet<>();

    LogEnds(ClientContext context, Positions positions) {
        this.context = context;
        this.positions = positions;
    }

    void learn(int partition) {
        if (positions.logEnd(partition) < 0 && asked.add(partition)) {
            Request.ListOffsets request = Request.ListOffsets.of(
                    List.of(partition),
                    Request.ListOffsets.LATEST,
                    context.config().readCommitted());
            context.sendToBroker(request, new EndListed(partition));
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(asked.size());
        for (int partition : asked) {
            fingerprint.add(partition);
        }
    }

    private final class EndListed implements Connection.Handler {
        private final int partition;

        EndListed(int partition) {
            this.partition = partition;
        }

        @Override
        public void onAnswer(Answer answer) {
            asked.remove(partition);
            long end = ((Answer.ListOffsets) answer).found().get(0).offset();
            if (end >= 0 && positions.isAssigned(partition)) {
                positions.sawLogEnd(partition, end);
            }
        }

        @Override
        public void onDisconnect() {
            asked.remove(partition);
        }
    }
}
