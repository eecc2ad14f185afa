package io.offsetlab.invariant;

import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.Numbers;
import java.util.Arrays;

/** Opens and closes ownership periods, and tells the incidents what moves. */
final class Ownership {
    private final Ledger ledger;
    private final IncidentLog incidents;
    private final CoordinatorRule coordinator;
    private final EpochRule epochs;
    /** Whose group.instance.id the next to join takes over, or -1. */
    private int fenced = -1;

    Ownership(Ledger ledger, IncidentLog incidents, CoordinatorRule coordinator, EpochRule epochs) {
        this.ledger = ledger;
        this.incidents = incidents;
        this.coordinator = coordinator;
        this.epochs = epochs;
    }

    void joined(GroupFact.Joined fact) {
        if (fenced >= 0) {
            ledger.group.replace(fenced, fact.member());
            fenced = -1;
        } else if (ledger.group.isMember(fact.member()) && !epochs.isActive()) {
            // a static member under a new id, or a dynamic one whose LeaveGroup was lost: then a rebalance follows
            ledger.group.replace(fact.member(), fact.member());
        }
        ledger.group.joined(fact.member());
        changed(fact.at(), IncidentCause.JOINED, fact.member());
    }

    void writeTo(Numbers out) {
        out.number(fenced);
    }

    void evicted(GroupFact.Evicted fact) {
        fenced = fact.cause() == EvictionCause.FENCED ? fact.member() : -1;
        gone(fact.at(), IncidentCause.EVICTED, fact.member());
    }

    void gone(long at, IncidentCause cause, int member) {
        ledger.group.gone(member);
        changed(at, cause, member);
    }

    private void changed(long at, IncidentCause cause, int member) {
        if (ledger.group.hasFormed()) {
            incidents.beginAndAwaitRebalance(at, cause, member);
        }
    }

    /** Members come to the target one by one; what is to go to another is on its way from now on. */
    void target(GroupFact.TargetAssignment fact) {
        epochs.target(fact);
        ledger.group.target(fact.epoch(), fact.members());
        int[] next = new int[ledger.partitionCount()];
        Arrays.fill(next, -1);
        for (int i = 0; i < fact.members().length; i++) {
            for (int partition : fact.partitions()[i]) {
                next[partition] = fact.members()[i];
            }
        }
        for (int partition = 0; partition < next.length; partition++) {
            int former = ledger.group.lastOwner(partition);
            if (former >= 0 && former != next[partition]) {
                incidents.moves(fact.at(), partition, former);
            }
        }
        incidents.rebalanced(fact.at());
    }

    void formed(GroupFact.GenerationFormed fact) {
        Membership group = ledger.group;
        coordinator.forms(fact);
        if (epochs.isActive()) {
            group.becameClassic(fact.members());
        }
        epochs.classic();
        group.form(fact.generation(), fact.members());
        for (int i = 0; i < fact.members().length; i++) {
            for (int partition : fact.partitions()[i]) {
                coordinator.own(fact, fact.members()[i], partition);
            }
        }
        for (int partition = 0; partition < ledger.partitionCount(); partition++) {
            int former = group.formerOwner(partition);
            if (former >= 0 && former != group.owner(partition)) {
                incidents.moves(fact.at(), partition, former);
            }
        }
        incidents.rebalanced(fact.at());
    }

    void assigned(GroupFact.Assigned fact) {
        ledger.group.told(fact.member(), fact.generation());
        for (int partition : fact.partitions()) {
            Period period = ledger.heldPeriod(fact.member(), partition);
            if (!period.assigned) {
                open(fact.at(), partition, period);
            }
        }
        incidents.assigned(fact.at(), fact.member());
    }

    private void open(long at, int partition, Period period) {
        period.assigned = true;
        for (int member = 0; member < ledger.memberCount(); member++) {
            Period other = ledger.period(member, partition);
            if (other != null && other != period && other.isHeld() && other.account == null) {
                incidents.handOver(at, partition, other);
            }
        }
        Account account = incidents.account(partition);
        period.openedBy = account;
        if (account != null) {
            account.succeeded();
        }
        if (ledger.partition(partition).hasNothingToDeliver()) {
            incidents.delivered(at, partition);
        }
    }

    void revoked(GroupFact.Revoked fact) {
        ledger.group.revoked(fact.member());
        ended(fact.at(), fact.member(), fact.partitions(), Period.End.REVOKED);
    }

    /** The member no longer holds these partitions, as its client sees it. */
    void ended(long at, int member, int[] partitions, Period.End how) {
        for (int partition : partitions) {
            end(at, member, partition, how);
        }
    }

    /** The process is gone. */
    void endedAll(long at, int member, Period.End how, IncidentCause cause) {
        incidents.begin(at, cause, member);
        for (int partition = 0; partition < ledger.partitionCount(); partition++) {
            end(at, member, partition, how);
        }
        incidents.endIfOver(at);
    }

    private void end(long at, int member, int partition, Period.End how) {
        Period period = ledger.period(member, partition);
        if (period == null || !period.isHeld()) {
            return;
        }
        period.end = how;
        if (period.account == null) {
            incidents.handOver(at, partition, period);
        }
    }

    /** Records reached a member; an owner that has lost the partition without knowing does not count. */
    void delivered(long at, int partition, Period period) {
        if (period.account == null) {
            incidents.delivered(at, partition);
        }
    }
}
