package io.offsetlab.invariant;

import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Numbers;

/**
 * Commits that fail inside the client, which leave no fact of their own: a call that commits and ends without having sent
 * anything; and with auto-commit, after the member was cut off from the coordinator, stood still or began to rejoin, a poll that
 * sends none though auto.commit.interval.ms has passed since the last: no interval commits while a rebalance is under way, and a
 * cooperative member reads on (S2.5, S2.8), for as long as its JoinGroup goes unanswered. Where there was something to commit, each counts as a commit that was sent
 * and not applied.
 */
final class UnsentCommits {
    private final Ledger ledger;
    private final boolean autoCommit;
    private final boolean[] askedInCall;
    private final boolean[] cutOff;
    /** The first commit sent after being cut off, or -1. */
    private final int[] askedSince;

    private final long[] lastAt;

    UnsentCommits(Ledger ledger) {
        this.ledger = ledger;
        autoCommit = !"false".equals(ledger.header.clientConfig().get("enable.auto.commit"));
        askedInCall = new boolean[ledger.memberCount()];
        cutOff = new boolean[ledger.memberCount()];
        askedSince = new int[ledger.memberCount()];
        lastAt = new long[ledger.memberCount()];
    }

    void cutOff(int member) {
        cutOff[member] = true;
        askedSince[member] = -1;
    }

    void allCutOff() {
        for (int member = 0; member < cutOff.length; member++) {
            cutOff(member);
        }
    }

    void asked(CommitFact.CommitAsked fact) {
        int member = fact.member();
        askedInCall[member] = true;
        lastAt[member] = fact.at();
        if (fact.kind() == CommitKind.AUTO_REBALANCE) {
            cutOff(member);
        } else if (askedSince[member] < 0) {
            askedSince[member] = fact.commit();
        }
    }

    /** The answer to a commit that was sent after the member was cut off shows that it no longer is. */
    void answered(int member, int commit) {
        if (askedSince[member] >= 0 && commit >= askedSince[member]) {
            cutOff[member] = false;
        }
    }

    void entered(CallFact.CallEntered fact) {
        askedInCall[fact.member()] = false;
    }

    void left(CallFact.CallLeft fact) {
        int member = fact.member();
        if (askedInCall[member]) {
            return;
        }
        if (fact.call() == CallKind.COMMIT_SYNC || fact.call() == CallKind.COMMIT_ASYNC) {
            count(member);
        } else if (fact.call() == CallKind.POLL && autoCommit && cutOff[member] && isDue(fact)) {
            lastAt[member] = fact.at();
            count(member);
        }
    }

    private boolean isDue(CallFact.CallLeft fact) {
        return fact.at() - lastAt[fact.member()] >= ledger.header.inputs().autoCommitIntervalMicros();
    }

    private void count(int member) {
        for (int p = 0; p < ledger.partitionCount(); p++) {
            Period period = ledger.period(member, p);
            if (period != null && period.isHeld() && period.unapplied.unsent()) {
                period.oneMoreUnapplied();
            }
        }
    }

    void writeTo(Numbers out) {
        for (int member = 0; member < cutOff.length; member++) {
            out.number((askedInCall[member] ? 1 : 0) + (cutOff[member] ? 2 : 0));
            out.number(cutOff[member] ? askedSince[member] : 0);
        }
    }

    /** How long ago the last commit was sent, where that decides about the next. */
    void writeTimesTo(Numbers out, long now) {
        long interval = ledger.header.inputs().autoCommitIntervalMicros();
        for (int member = 0; autoCommit && member < cutOff.length; member++) {
            out.number(Math.min(now - lastAt[member], interval));
        }
    }
}
