package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer.Stored;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.OffsetCommit;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.TransactionFact;
import org.jspecify.annotations.Nullable;

/** The group's part of the offsets topic: what is stored, and what of it could still be taken back by a change of leader. */
final class OffsetStore implements Fingerprinted {
    private final Surroundings around;
    private final CommittedOffsets offsets;
    private final Unreplicated unreplicated;
    private final PendingOffsets pending = new PendingOffsets();

    OffsetStore(Surroundings around) {
        this.around = around;
        this.offsets = new CommittedOffsets(around.topology().partitionCount());
        this.unreplicated = new Unreplicated(around, offsets);
    }

    CommittedOffsets offsets() {
        return offsets;
    }

    Unreplicated unreplicated() {
        return unreplicated;
    }

    /** Offsets of open transactions. */
    PendingOffsets pending() {
        return pending;
    }

    /** Whether nothing is stored, and nothing could still be. */
    boolean isEmpty() {
        return offsets.isEmpty() && pending.isEmpty();
    }

    /** The transaction of a pending offset is committed; returns whether it is the stored one now (S7.13). */
    boolean takeOver(int partition, PendingOffsets.Pending committed) {
        if (offsets.get(partition) != CommittedOffsets.NONE && !committed.isNewerThan(offsets.storedAt(partition))) {
            return false;
        }
        unreplicated.settle(partition);
        long old = offsets.put(partition, committed.offset, committed.appendedAt, committed.told);
        around.facts()
                .accept(new TransactionFact.OffsetsMoved(
                        around.now(), partition, old, committed.offset, committed.origin.member(), committed.commit));
        return true;
    }

    /** Stores one partition of a commit, which the reply is to acknowledge. */
    void commit(OffsetCommit request, int i, Origin origin, Reply reply) {
        int partition = request.offsets().partition(i);
        long offset = request.offsets().offset(i);
        long oldStoredAt = offsets.storedAt(partition);
        Stored oldTold = offsets.told(partition);
        pending.storedBeside(partition, around.now());
        long old = offsets.put(partition, offset, around.now(), told(request.offsets(), i));
        int member = origin.member();
        around.facts()
                .accept(new CommitFact.CommitApplied(
                        around.now(), partition, old, offset, member, request.generation(), request.commit()));
        if (around.config().replicationMicros() > 0) {
            unreplicated.stored(partition, old, oldStoredAt, oldTold, member, request.commit(), reply);
        }
    }

    static @Nullable Stored told(Offsets asked, int i) {
        boolean alone = asked.epoch(i) < 0 && asked.metadata(i).isEmpty();
        return alone ? null : new Stored(asked.offset(i), asked.epoch(i), asked.metadata(i));
    }

    /** Stores an offset that nothing takes back, as a commit without number. */
    void commitForGood(int partition, long offset, int member, int generation) {
        long old = putForGood(partition, offset, null);
        around.facts()
                .accept(new CommitFact.CommitApplied(around.now(), partition, old, offset, member, generation, -1));
    }

    /** Removes an offset, as an administrator, the cleanup or the end of its topic does. */
    void remove(int partition) {
        pending.drop(partition);
        long old = putForGood(partition, CommittedOffsets.NONE, null);
        if (old != CommittedOffsets.NONE) {
            around.facts().accept(new CommitFact.OffsetsAltered(around.now(), partition, old, CommittedOffsets.NONE));
        }
    }

    /** Stores an offset as an administrator does. */
    void alter(Offsets wanted, int i) {
        int partition = wanted.partition(i);
        long old = putForGood(partition, wanted.offset(i), told(wanted, i));
        around.facts().accept(new CommitFact.OffsetsAltered(around.now(), partition, old, wanted.offset(i)));
    }

    private long putForGood(int partition, long offset, @Nullable Stored with) {
        unreplicated.settle(partition);
        pending.storedBeside(partition, around.now());
        return offsets.put(partition, offset, around.now(), with);
    }

    /** The leader of the offsets topic is gone, with what it had not replicated. */
    void loseUnreplicated(Chance.Stream survival) {
        unreplicated.lose(survival);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(offsets).add(unreplicated);
    }
}
