package io.offsetlab.invariant;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.List;

/** The plainest reading of LOSS, DUP, REWIND, BEYOND and ORDER: one entry a record, looked at from the start after each fact. */
final class RecordByRecord implements FactVisitor {
    private static final int MOST = 2000;

    private final int[] effects = new int[MOST];
    private final boolean[] leftOut = new boolean[MOST];
    private final boolean[] hidden = new boolean[MOST];
    private final boolean[] sought = new boolean[MOST];
    private final List<Long> firstEffects = new ArrayList<>();
    private long end;
    private long committed = -1;
    boolean everLost;
    long repeats;
    long rewinds;
    long beyond;

    RecordByRecord(List<Fact> facts) {
        for (Fact fact : facts) {
            boolean growsBelow = fact instanceof LogFact.Appended && committed > end;
            fact.accept(this);
            everLost |= (growsBelow || fact instanceof CommitFact.CommitApplied) && lost() > 0;
        }
    }

    long lost() {
        long lost = 0;
        for (int offset = 0; offset < Math.min(committed, end); offset++) {
            if (effects[offset] == 0 && !leftOut[offset] && !hidden[offset] && !sought[offset]) {
                lost++;
            }
        }
        return lost;
    }

    long late() {
        long late = 0;
        long highest = -1;
        for (long offset : firstEffects) {
            if (offset < highest) {
                late++;
            }
            highest = Math.max(highest, offset);
        }
        return late;
    }

    @Override
    public void on(LogFact.Appended fact) {
        end = fact.to();
    }

    @Override
    public void on(LogFact.Hidden fact) {
        for (long offset = fact.from(); offset < fact.to(); offset++) {
            hidden[(int) offset] = true;
        }
        end = fact.from() <= end ? Math.max(end, fact.to()) : end;
    }

    @Override
    public void on(RecordFact.Effect fact) {
        for (int offset = (int) fact.from(); offset < fact.to(); offset++) {
            if (fact.outcome() == Outcome.SKIPPED) {
                leftOut[offset] = true;
            } else if (fact.outcome() == Outcome.DONE) {
                repeats += effects[offset] > 0 ? 1 : 0;
                if (effects[offset]++ == 0) {
                    firstEffects.add((long) offset);
                }
            }
        }
    }

    @Override
    public void on(RecordFact.ResetExplicit fact) {
        for (long offset = Math.max(0, fact.from()); offset < fact.to(); offset++) {
            sought[(int) offset] = true;
        }
        for (long offset = fact.to(); offset < fact.from(); offset++) {
            sought[(int) offset] = false;
        }
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        rewinds += fact.newOffset() < committed ? 1 : 0;
        beyond += fact.newOffset() > end ? 1 : 0;
        committed = fact.newOffset();
    }
}
