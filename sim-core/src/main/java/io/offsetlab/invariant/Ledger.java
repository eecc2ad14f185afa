package io.offsetlab.invariant;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RunHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, derived from its facts: logs, effects, committed offsets, owners. Sets of offsets are copies. Methods throw
 * {@link IndexOutOfBoundsException} for a partition that the run does not have.
 */
public final class Ledger {
    final RunHeader header;
    final boolean storeIsResumePoint;
    private final boolean promisesAtomicCommits;
    private boolean transactional;

    final Membership group;

    private final PartitionState[] partitions;
    private final @Nullable Period[] periods;
    private final OutstandingCommits[] outstanding;

    Ledger(RunHeader header) {
        this.header = header;
        storeIsResumePoint = header.promise().resumePoint() == ResumePoint.EXTERNAL_STORE;
        promisesAtomicCommits = !storeIsResumePoint && header.promise().keeps(InvariantName.ATOMIC);
        partitions = new PartitionState[header.partitions().size()];
        for (int p = 0; p < partitions.length; p++) {
            partitions[p] = new PartitionState(p);
        }
        outstanding = new OutstandingCommits[header.members().size()];
        for (int m = 0; m < outstanding.length; m++) {
            outstanding[m] = new OutstandingCommits();
        }
        periods = new Period[outstanding.length * partitions.length];
        group = new Membership(outstanding.length, partitions.length);
    }

    /** Somebody produces in transactions. */
    void transactionSeen() {
        transactional = true;
    }

    /** Whether effects, as outputs of transactions, and the committed offset are to change together. */
    boolean judgesTransactions() {
        return promisesAtomicCommits && transactional;
    }

    /** The first offset that the log still holds. */
    public long logStart(int partition) {
        return partitions[partition].logStart;
    }

    /** The offset behind the last record. */
    public long logEnd(int partition) {
        return partitions[partition].logEnd;
    }

    /** The committed offset, or -1. */
    public long committed(int partition) {
        return partitions[partition].committed;
    }

    /** Where a new owner starts reading: the committed offset or the external store's, as the policy declares; or -1. */
    public long resumePoint(int partition) {
        return partitions[partition].resumePoint;
    }

    /** The member that the current generation gives the partition to, or -1. */
    public int owner(int partition) {
        return group.owner(partition);
    }

    /** The records that have an effect. */
    public OffsetRanges processed(int partition) {
        return partitions[partition].done.copy();
    }

    /** The records whose effect happened more than once. */
    public OffsetRanges repeated(int partition) {
        return partitions[partition].repeated.copy();
    }

    /** How many times effects of the partition happened again. */
    public long repeats(int partition) {
        return partitions[partition].repeats;
    }

    /** The visible records below the resume point that have no effect and were not skipped on request. */
    public OffsetRanges lost(int partition) {
        PartitionState state = partitions[partition];
        return gaps(state.handled, state.lossLimit());
    }

    /** All visible records that have no effect and were not skipped on request. */
    public OffsetRanges untouched(int partition) {
        PartitionState state = partitions[partition];
        return gaps(state.handled, state.logEnd);
    }

    /** How many records from the resume point on are processed without a gap. */
    public long residue(int partition) {
        return partitions[partition].residue();
    }

    int memberCount() {
        return outstanding.length;
    }

    int partitionCount() {
        return partitions.length;
    }

    PartitionState partition(int partition) {
        return partitions[partition];
    }

    OutstandingCommits outstanding(int member) {
        return outstanding[member];
    }

    /** The member's latest ownership of the partition, or null. */
    @Nullable
    Period period(int member, int partition) {
        return periods[member * partitions.length + partition];
    }

    /** The member's latest ownership, opened without a fact about it if there was none. */
    Period usedPeriod(int member, int partition) {
        Period period = period(member, partition);
        return period == null ? newPeriod(member, partition) : period;
    }

    /** The member's present ownership, opened without a fact about it if there is none. */
    Period heldPeriod(int member, int partition) {
        Period period = period(member, partition);
        return period == null || !period.isHeld() ? newPeriod(member, partition) : period;
    }

    Period newPeriod(int member, int partition) {
        Period period = partitions[partition].newPeriod(member);
        periods[member * partitions.length + partition] = period;
        return period;
    }

    boolean isExempt(int member, int commit) {
        return member < 0 || commit < 0 || outstanding[member].isClairvoyant(commit);
    }

    void writeTo(Numbers out) {
        out.flag(transactional);
        group.writeTo(out);
        for (PartitionState partition : partitions) {
            partition.writeTo(out);
        }
        for (OutstandingCommits commits : outstanding) {
            commits.writeTo(out);
        }
        for (int i = 0; i < periods.length; i++) {
            Period period = periods[i];
            if (period != null) {
                out.number(i);
                period.writeTo(out, partitions[i % partitions.length]);
            }
        }
    }

    private static OffsetRanges gaps(OffsetRanges handled, long limit) {
        OffsetRanges gaps = new OffsetRanges();
        long at = handled.firstMissing(0);
        while (at < limit) {
            long end = Math.min(limit, handled.firstPresent(at));
            gaps.add(at, end);
            at = handled.firstMissing(end);
        }
        return gaps;
    }
}
