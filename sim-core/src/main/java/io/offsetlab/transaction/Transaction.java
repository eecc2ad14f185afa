package io.offsetlab.transaction;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.ProducerIdentity;
import io.offsetlab.trace.TransactionEnd;
import java.util.Set;
import java.util.TreeSet;

/** What the coordinator knows of a transactional.id: Kafka's TransactionMetadata. Epochs have no end here; Kafka's have 16 bits. */
final class Transaction implements Fingerprinted {
    private final String transactionalId;
    private final long producerId;
    private final TreeSet<Participant> participants = new TreeSet<>();
    private State state = State.EMPTY;
    private TransactionEnd why = TransactionEnd.PRODUCER;
    private int epoch = -1;
    private int member = -1;
    private long timeoutMicros;
    private long startedAt;

    /** Kafka's TransactionState. */
    enum State {
        EMPTY,
        ONGOING,
        PREPARE_COMMIT,
        PREPARE_ABORT,
        COMPLETE_COMMIT,
        COMPLETE_ABORT;

        boolean isPrepared() {
            return this == PREPARE_COMMIT || this == PREPARE_ABORT;
        }

        boolean isComplete() {
            return this == COMPLETE_COMMIT || this == COMPLETE_ABORT;
        }

        boolean isCommit() {
            return this == PREPARE_COMMIT || this == COMPLETE_COMMIT;
        }
    }

    Transaction(String transactionalId, long producerId) {
        this.transactionalId = transactionalId;
        this.producerId = producerId;
    }

    State state() {
        return state;
    }

    int epoch() {
        return epoch;
    }

    int member() {
        return member;
    }

    long producerId() {
        return producerId;
    }

    TransactionEnd why() {
        return why;
    }

    /** In their order: partitions before groups. */
    Set<Participant> participants() {
        return participants;
    }

    /** A producer begins to use the id; those before it are fenced. */
    void begin(int byMember, long timeout) {
        epoch++;
        member = byMember;
        timeoutMicros = timeout;
        state = State.EMPTY;
    }

    boolean isOf(ProducerIdentity producer) {
        return producer.id() == producerId && producer.transactionalId().equals(transactionalId);
    }

    void add(Participant participant, long now) {
        if (state != State.ONGOING) {
            state = State.ONGOING;
            startedAt = now;
        }
        participants.add(participant);
    }

    /** The end is certain; the producer goes on in the next epoch. */
    void prepare(boolean commit, TransactionEnd by) {
        epoch++;
        state = commit ? State.PREPARE_COMMIT : State.PREPARE_ABORT;
        why = by;
    }

    /** The producer that is at it may not go on: the transaction is aborted in an epoch that nobody is told of. */
    void fence(TransactionEnd by) {
        epoch++;
        prepare(false, by);
    }

    /** The markers are written. */
    void complete() {
        state = state.isCommit() ? State.COMPLETE_COMMIT : State.COMPLETE_ABORT;
        participants.clear();
    }

    boolean isTimedOut(long now) {
        return state == State.ONGOING && startedAt + timeoutMicros < now;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.addText(transactionalId).add(producerId).add(epoch).add(member);
        fingerprint.add(state.ordinal()).add(why.ordinal()).add(timeoutMicros);
        fingerprint.addTime(state == State.ONGOING ? startedAt : Long.MAX_VALUE).add(participants.size());
        for (Participant participant : participants) {
            fingerprint.add(participant.partition()).addText(participant.group());
        }
    }
}
