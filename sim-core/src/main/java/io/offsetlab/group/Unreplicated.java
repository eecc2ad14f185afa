package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Answer.Stored;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.trace.CommitFact;
import java.util.Arrays;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * What the offsets topic's leader has and its followers do not have yet: a stored offset counts at once and is acknowledged when
 * it is replicated (S7.3). A ring with one entry for each stored partition and for each answer that waits behind them, oldest
 * first; entries that are replicated by now are dropped when somebody looks, so that a commit costs no event of its own.
 */
final class Unreplicated implements Fingerprinted {
    private static final Answer COMMIT_MOVED = new Answer.OffsetCommit(Errors.NOT_COORDINATOR, null);

    private final Surroundings around;
    private final CommittedOffsets offsets;
    private Entry[] ring = filled(new Entry[16], 0);
    private int head;
    private int size;
    /** Until when anything is being replicated; heartbeats that are caught up on late have to know it, too. */
    private long replicatedUntil;

    Unreplicated(Surroundings around, CommittedOffsets offsets) {
        this.around = around;
        this.offsets = offsets;
    }

    /** Reused when the ring comes round. */
    private static final class Entry {
        static final int SETTLED = -1;

        long replicatedAt;
        /** {@link #SETTLED} if there is nothing to take back. */
        int partition = SETTLED;

        long oldOffset;
        long oldStoredAt;

        @Nullable
        Stored oldTold;

        int member;
        int commit;

        @Nullable
        Reply reply;

        Answer ifMoved = COMMIT_MOVED;
    }

    /** A commit changed a partition; its answer leaves when the change is replicated. */
    void stored(
            int partition,
            long oldOffset,
            long oldStoredAt,
            @Nullable Stored oldTold,
            int member,
            int commit,
            Reply reply) {
        replicatedUntil = around.now() + around.config().replicationMicros();
        Entry entry = append(replicatedUntil, reply);
        entry.partition = partition;
        entry.oldOffset = oldOffset;
        entry.oldStoredAt = oldStoredAt;
        entry.oldTold = oldTold;
        entry.member = member;
        entry.commit = commit;
        entry.ifMoved = COMMIT_MOVED;
    }

    /** Answers when all that is stored by now is replicated (S7.3), and with the other answer if the group moves before. */
    void answerBehind(Reply reply, Answer answer, Answer ifMoved) {
        long readyAt = replicatedUntil;
        if (readyAt <= around.now()) {
            reply.answer(answer);
            return;
        }
        reply.answerAfter(readyAt - around.now(), answer);
        Entry entry = append(readyAt, reply);
        entry.partition = Entry.SETTLED;
        entry.ifMoved = ifMoved;
    }

    /** Answers when a record of the group that was written just now is replicated; a move of the group does not take it back. */
    void answerWritten(Reply reply, Answer answer, Answer ifMoved) {
        long replication = around.config().replicationMicros();
        if (replication == 0) {
            reply.answer(answer);
            return;
        }
        replicatedUntil = around.now() + replication;
        reply.answerAfter(replication, answer);
        Entry entry = append(replicatedUntil, reply);
        entry.partition = Entry.SETTLED;
        entry.ifMoved = ifMoved;
    }

    /** The partition's offset was set for good: nothing that is still being replicated takes it back. */
    void settle(int partition) {
        for (int i = 0; i < size; i++) {
            if (entry(i).partition == partition) {
                entry(i).partition = Entry.SETTLED;
            }
        }
    }

    /**
     * The leader is gone. A follower has a prefix of the log: the first commit that a draw gives up for lost takes all behind it
     * along. Whoever waits for an answer learns NOT_COORDINATOR, whether the commit survived or not.
     */
    void lose(Chance.Stream survival) {
        dropReplicated();
        int survivors = 0;
        while (survivors < size && survives(entry(survivors), survival)) {
            survivors++;
        }
        for (int i = size - 1; i >= survivors; i--) {
            takeBack(entry(i));
        }
        replicatedUntil = around.now();
        while (size > 0) {
            Entry entry = entry(0);
            if (entry.reply != null) {
                entry.reply.revise(entry.ifMoved);
            }
            dropHead();
        }
    }

    private static boolean survives(Entry entry, Chance.Stream survival) {
        return entry.partition == Entry.SETTLED || survival.below(2, entry.member, entry.commit) == 0;
    }

    private void takeBack(Entry entry) {
        if (entry.partition != Entry.SETTLED) {
            long lost = offsets.put(entry.partition, entry.oldOffset, entry.oldStoredAt, entry.oldTold);
            around.facts()
                    .accept(new CommitFact.CommitRolledBack(around.now(), entry.partition, lost, entry.oldOffset));
        }
    }

    private Entry append(long replicatedAt, Reply reply) {
        dropReplicated();
        if (size == ring.length) {
            grow();
        }
        Entry entry = entry(size++);
        entry.replicatedAt = replicatedAt;
        entry.reply = reply;
        return entry;
    }

    private void dropReplicated() {
        while (size > 0 && ring[head].replicatedAt <= around.now()) {
            dropHead();
        }
    }

    private void dropHead() {
        ring[head].reply = null;
        ring[head].oldTold = null;
        head = (head + 1) & (ring.length - 1);
        size--;
    }

    private Entry entry(int i) {
        return ring[(head + i) & (ring.length - 1)];
    }

    private void grow() {
        Entry[] longer = Arrays.copyOf(ring, 2 * ring.length);
        for (int i = 0; i < size; i++) {
            longer[i] = entry(i);
        }
        ring = filled(longer, size);
        head = 0;
    }

    private static Entry[] filled(Entry[] entries, int from) {
        for (int i = from; i < entries.length; i++) {
            entries[i] = new Entry();
        }
        return entries;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        dropReplicated();
        fingerprint.add(size).addTime(Math.max(replicatedUntil, around.now()));
        for (int i = 0; i < size; i++) {
            Entry entry = entry(i);
            fingerprint.addTime(entry.replicatedAt).add(entry.partition);
            if (entry.partition != Entry.SETTLED) {
                fingerprint.add(entry.oldOffset).addTime(entry.oldStoredAt);
                fingerprint.add(entry.member).add(entry.commit);
            }
        }
    }
}
