package io.offsetlab.metric;

import io.offsetlab.trace.CallKind;
import java.util.Arrays;

/** What happens to the group while an application is between two polls, or inside of close. */
final class Turns {
    private static final int IN_POLL = -1;

    private final SituationCollector.Sink sink;
    private final boolean[] closing;
    /** How many generations had been formed, or assignments computed, when the member's last poll returned records. */
    private final int[] returnedAt;

    private int formed;

    Turns(SituationCollector.Sink sink, int members) {
        this.sink = sink;
        closing = new boolean[members];
        returnedAt = new int[members];
        Arrays.fill(returnedAt, IN_POLL);
    }

    void formed() {
        formed++;
    }

    /** A member joined or went. */
    void changed(int member) {
        for (int other = 0; other < closing.length; other++) {
            if (closing[other] && other != member) {
                sink.reached(Situation.REBALANCE_IN_CLOSE);
            }
        }
    }

    void entered(int member, CallKind call) {
        if (call == CallKind.CLOSE) {
            closing[member] = true;
        } else if (call == CallKind.POLL) {
            if (returnedAt[member] != IN_POLL && formed - returnedAt[member] >= 2) {
                sink.reached(Situation.TWO_REBALANCES_IN_A_POLL);
            }
            returnedAt[member] = IN_POLL;
        }
    }

    void left(int member, CallKind call) {
        if (call == CallKind.CLOSE) {
            closing[member] = false;
        } else if (call == CallKind.POLL) {
            returnedAt[member] = formed;
        }
    }

    void polledInVain(int member) {
        returnedAt[member] = IN_POLL;
    }

    /** The process has ended. */
    void over(int member) {
        closing[member] = false;
        returnedAt[member] = IN_POLL;
    }
}
