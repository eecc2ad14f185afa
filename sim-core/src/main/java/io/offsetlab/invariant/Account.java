package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The repeats of one partition in one incident, and how many of them the policy declares. */
final class Account {
    final int partition;
    final IncidentLog.Open incident;
    long repeats;

    private final long allowedPerCommit;
    private final List<Period> lost = new ArrayList<>();
    private long firstEffectAt;
    private boolean hasFirstEffect;

    Account(IncidentLog.Open incident, int partition, long allowedPerCommit) {
        this.incident = incident;
        this.partition = partition;
        this.allowedPerCommit = allowedPerCommit;
    }

    /** The partition is taken from this owner, who may not know it yet. */
    void add(Period period) {
        period.account = this;
        lost.add(period);
    }

    /** Somebody was assigned the partition. */
    void succeeded() {
        for (int i = 0; i < lost.size(); i++) {
            lost.get(i).succeeded();
        }
    }

    long unapplied() {
        long unapplied = 0;
        for (int i = 0; i < lost.size(); i++) {
            unapplied += lost.get(i).unappliedForSuccessor();
        }
        return unapplied;
    }

    int handOvers() {
        return lost.size();
    }

    /** The policy's formula, once for each owner that lost the partition and once more for each commit of theirs not applied. */
    long allowed() {
        long times = lost.size() + unapplied();
        return allowedPerCommit > Long.MAX_VALUE / Math.max(1, times) ? Long.MAX_VALUE : allowedPerCommit * times;
    }

    /** A new owner's first effect. */
    void firstEffect(long at) {
        firstEffectAt = at;
        hasFirstEffect = true;
    }

    /** Whether nobody who lost the partition works on, and all their effects lie below the resume point. */
    boolean isSettled(long resumePoint) {
        for (Period period : lost) {
            if (period.isHeld() || period.progress > resumePoint) {
                return false;
            }
        }
        return true;
    }

    Incident.Part part() {
        return new Incident.Part(partition, repeats, allowed(), lost.size(), unapplied(), gapMicros());
    }

    private long gapMicros() {
        long lastEffectAt = Long.MIN_VALUE;
        for (Period period : lost) {
            if (period.hasProgressed()) {
                lastEffectAt = Math.max(lastEffectAt, period.lastEffectAt);
            }
        }
        return hasFirstEffect && lastEffectAt != Long.MIN_VALUE ? firstEffectAt - lastEffectAt : Incident.Part.NO_GAP;
    }

    void writeTo(Numbers out) {
        out.number(repeats);
        out.number(lost.size());
        out.number(unapplied());
    }
}
