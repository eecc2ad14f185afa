package io.offsetlab.metric;

import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.TransactionFact;

/** How the transactions of producers end, and what becomes of one whose process is killed while it commits. */
final class Transactions {
    private final SituationCollector.Sink sink;
    private final boolean[] committing;
    /** Whether the transaction is committed, and commitTransaction() has not returned yet. */
    private final boolean[] committed;
    /** Whether the process was killed in commitTransaction(), and nothing is known of the transaction since. */
    private final boolean[] killed;

    Transactions(SituationCollector.Sink sink, int members) {
        this.sink = sink;
        committing = new boolean[members];
        committed = new boolean[members];
        killed = new boolean[members];
    }

    void entered(int member, CallKind call) {
        if (call == CallKind.COMMIT_TRANSACTION) {
            committing[member] = true;
        }
    }

    void left(int member, CallKind call) {
        if (call == CallKind.COMMIT_TRANSACTION) {
            over(member);
        }
    }

    void crashed(int member) {
        if (committed[member]) {
            sink.reached(Situation.CRASH_TRANSACTION_COMMITTED);
        }
        killed[member] = committing[member] && !committed[member];
        over(member);
    }

    /** The process or its call has ended. */
    void over(int member) {
        committing[member] = false;
        committed[member] = false;
    }

    void ended(TransactionFact.Ended fact) {
        int member = fact.member();
        if (fact.committed()) {
            sink.reached(Situation.TRANSACTION_COMMITTED);
            committed[member] = committing[member];
            if (killed[member]) {
                sink.reached(Situation.CRASH_TRANSACTION_COMMITTED);
            }
        } else {
            sink.reached(
                    switch (fact.why()) {
                        case PRODUCER -> Situation.TRANSACTION_ABORTED;
                        case FENCED -> Situation.PRODUCER_FENCED;
                        case TIMED_OUT -> Situation.TRANSACTION_TIMED_OUT;
                    });
        }
        killed[member] = false;
    }
}
