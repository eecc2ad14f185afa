package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.GroupFact.CurrentAssignment;
import io.offsetlab.trace.GroupFact.TargetAssignment;
import io.offsetlab.trace.Numbers;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * ENGINE rules of the coordinator in the consumer protocol: a target gives a partition to one member; no two current members hold a
 * partition, assigned or pending revocation; epochs only grow, but for a member that goes; commits are accepted and refused as S5.20
 * says.
 */
final class EpochRule {
    private final Ledger ledger;
    private final Findings findings;
    private final Standings standings = new Standings();
    private boolean active;
    private int targetEpoch;

    EpochRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    /** Whether the group speaks the consumer protocol, as far as the facts tell. */
    boolean isActive() {
        return active;
    }

    /** A generation was formed: the group speaks the classic protocol from now on, and may come back to this one (S5.23). */
    void classic() {
        active = false;
        targetEpoch = 0;
        standings.clear();
    }

    boolean accepts(CommitApplied commit) {
        return standings.accept(commit);
    }

    void target(TargetAssignment fact) {
        if (active && !standings.isEmpty() && fact.epoch() <= targetEpoch) {
            fault(-1, -1, "target assignment " + fact.epoch() + " comes after target assignment " + targetEpoch);
        }
        active = true;
        targetEpoch = fact.epoch();
        int[] owners = new int[ledger.partitionCount()];
        for (int i = 0; i < fact.members().length; i++) {
            for (int partition : fact.partitions()[i]) {
                if (owners[partition] > 0) {
                    String other = findings.member(fact.members()[owners[partition] - 1]);
                    fault(
                            partition,
                            fact.members()[i],
                            "target assignment " + fact.epoch() + " gives the partition to " + other + " and to "
                                    + findings.member(fact.members()[i]));
                }
                owners[partition] = i + 1;
            }
        }
    }

    /** Takes over where the member stands; the partitions are its own from now on, those that it does not hold any more are not. */
    void current(CurrentAssignment fact) {
        active = true;
        CurrentAssignment before = standings.replace(fact);
        if (before != null) {
            checkEpoch(before, fact);
            release(before.assigned(), fact.member());
            release(before.pending(), fact.member());
        }
        take(fact.assigned(), fact);
        take(fact.pending(), fact);
    }

    private void checkEpoch(CurrentAssignment before, CurrentAssignment now) {
        if (now.epoch() >= 0 && now.epoch() < before.epoch()) {
            fault(
                    -1,
                    now.member(),
                    findings.member(now.member()) + " goes back from epoch " + before.epoch() + " to epoch "
                            + now.epoch());
        }
    }

    private void release(int[] partitions, int process) {
        for (int partition : partitions) {
            if (ledger.group.owner(partition) == process && !standings.holds(process, partition)) {
                ledger.group.release(partition);
            }
        }
    }

    private void take(int[] partitions, CurrentAssignment fact) {
        for (int partition : partitions) {
            @Nullable CurrentAssignment other = standings.otherHolder(fact, partition);
            if (other != null) {
                fault(
                        partition,
                        fact.member(),
                        findings.member(other.member()) + " in epoch " + other.epoch() + " and "
                                + findings.member(fact.member()) + " in epoch " + fact.epoch() + " hold the partition");
            }
            ledger.group.own(partition, fact.member());
        }
    }

    void refused(CommitRefused fact) {
        boolean asOld = fact.error() == Errors.STALE_MEMBER_EPOCH || fact.error() == Errors.ILLEGAL_GENERATION;
        if (active && asOld && standings.isCurrent(fact)) {
            findings.engineFault(
                    new Where(fact.partition(), -1, -1, fact.member(), fact.commit()),
                    "a commit of " + findings.member(fact.member()) + " in its epoch " + fact.generation()
                            + " was refused as stale");
        }
    }

    private void fault(int partition, int member, String what) {
        findings.engineFault(new Where(partition, -1, -1, member, -1), what);
    }

    void writeTo(Numbers out) {
        if (active) {
            out.number(targetEpoch);
            standings.writeTo(out);
        }
    }
}
