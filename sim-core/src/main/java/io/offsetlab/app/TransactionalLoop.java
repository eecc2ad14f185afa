package io.offsetlab.app;

import io.offsetlab.app.TransactionalBatch.Place;
import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Membership.CommitIdentity;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Policy;
import io.offsetlab.producer.GroupIdentity;
import io.offsetlab.producer.ProducerCall;
import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Consume, transform, produce: what a poll returned is worked on record by record, each record's output is sent as part of one
 * transaction, and so are the offsets (S9.5). After an abort the loop seeks back to what is committed, because an abort does not move
 * the position (S9.6). A producer that is fenced is replaced by another one of the same transactional.id.
 */
final class TransactionalLoop implements Program {
    private static final long CLOSE_TIMEOUT_MICROS = 30_000_000;

    private final Client client;
    private final Send send;
    private final List<String> topics;
    private final long pollTimeoutMicros;
    private final Workplace workplace;
    private final Surroundings surroundings;
    private final Worker idle;
    private final RecordDone recordDone;
    private final RestOver restOver;
    private TransactionalProducer producer;
    private TransactionalBatch batch = TransactionalBatch.EMPTY;
    private Phase phase = Phase.INITIALIZING;
    private boolean goesBack;
    private boolean stopping;
    private boolean refused;
    private long extraMicros;

    /** What the loop's thread is at. */
    enum Phase {
        INITIALIZING,
        POLLING,
        WORKING,
        SENDING_OFFSETS,
        COMMITTING,
        ABORTING,
        GOING_BACK,
        RESTING,
        CLOSING,
        ENDED
    }

    TransactionalLoop(
            Client client,
            Policy policy,
            List<String> topics,
            long pollTimeoutMicros,
            Workplace workplace,
            Surroundings surroundings) {
        this.client = client;
        this.send = policy.answers().send();
        this.topics = topics;
        this.pollTimeoutMicros = pollTimeoutMicros;
        this.workplace = workplace;
        this.surroundings = surroundings;
        idle = new Worker(workplace.processing(), workplace.times(), Worker.NOBODY);
        recordDone = new RecordDone();
        restOver = new RestOver();
        producer = surroundings.openProducer();
    }

    @Override
    public void start() {
        client.subscribe(topics);
        initialize();
    }

    private void initialize() {
        phase = Phase.INITIALIZING;
        producer.initTransactions();
    }

    @Override
    public void stop() {
        stopping = true;
        if (phase == Phase.POLLING) {
            client.wakeup();
        }
    }

    @Override
    public boolean isIdle() {
        return phase == Phase.POLLING;
    }

    /** Idle for ever: each record has an event. */
    @Override
    public Worker worker() {
        return idle;
    }

    @Override
    public void standStill(long micros) {
        if (recordDone.isScheduled()) {
            slowDown(micros);
        }
    }

    @Override
    public void slowDown(long micros) {
        if (recordDone.isScheduled()) {
            long at = recordDone.at() + micros;
            client.context().actor().cancel(recordDone);
            client.context().actor().schedule(at, recordDone);
        } else {
            extraMicros += micros;
        }
    }

    @Override
    public void resume() {
        ProducerCall made = producer.call();
        if (made != null && made.isDone()) {
            producer.finish(made);
            produced(made.exception());
            return;
        }
        Call call = client.call();
        if (call == null || !call.hasNews()) {
            return;
        }
        if (call.upcall() != null) {
            // no transaction is open while the loop polls, so that nothing has to be done for who comes or goes
            call.returned();
            client.progress();
            return;
        }
        client.finish(call);
        switch (phase) {
            case POLLING -> polled(call);
            case GOING_BACK -> goBack(call);
            case CLOSING -> {
                phase = Phase.ENDED;
                if (refused) {
                    surroundings.failed(PollLoop.RESTART_MICROS);
                } else {
                    surroundings.ended();
                }
            }
            default -> throw new IllegalStateException("no call is awaited in phase " + phase);
        }
    }

    /** A call of the producer is over. */
    private void produced(@Nullable RuntimeException thrown) {
        if (producer.isBroken()) {
            replaceProducer();
            return;
        }
        switch (phase) {
            case INITIALIZING -> {
                if (thrown != null) {
                    initialize();
                } else {
                    goOn();
                }
            }
            case SENDING_OFFSETS -> {
                if (thrown != null) {
                    abort();
                } else {
                    commit();
                }
            }
            case COMMITTING -> {
                if (thrown instanceof TimeoutException && !producer.isInTransaction()) {
                    commit();
                } else if (thrown != null) {
                    abort();
                } else {
                    poll();
                }
            }
            case ABORTING -> {
                if (thrown != null) {
                    abort();
                } else {
                    goesBack = send != Send.TRANSACTION_WITHOUT_SEEK;
                    goOn();
                }
            }
            default -> throw new IllegalStateException("no call of the producer is awaited in phase " + phase);
        }
    }

    /** Another one of the same transactional.id, which fences this one and aborts what it has open (S9.4). */
    private void replaceProducer() {
        client.context().actor().cancel(recordDone);
        batch = TransactionalBatch.EMPTY;
        producer.close();
        producer = surroundings.openProducer();
        goesBack = send != Send.TRANSACTION_WITHOUT_SEEK;
        initialize();
    }

    private void goOn() {
        if (goesBack && client.positions().assigned().length > 0) {
            phase = Phase.GOING_BACK;
            client.committed(assigned(), client.context().config().defaultApiTimeoutMicros());
        } else {
            goesBack = false;
            poll();
        }
    }

    private List<Integer> assigned() {
        List<Integer> assigned = new ArrayList<>();
        for (int partition : client.positions().assigned()) {
            assigned.add(partition);
        }
        return assigned;
    }

    /** Seeks to what is committed, or to the beginning where nothing is. */
    private void goBack(Call committed) {
        if (committed.exception() != null) {
            rest();
            return;
        }
        goesBack = false;
        List<?> stored = (List<?>) Objects.requireNonNull(committed.value());
        List<Integer> partitions = assigned();
        for (int i = 0; i < partitions.size(); i++) {
            int partition = partitions.get(i);
            if (stored.get(i) instanceof Answer.Stored found) {
                client.seek(partition, found.offset(), found.leaderEpoch());
            } else {
                client.seekToEnds(new int[] {partition}, true);
            }
        }
        poll();
    }

    private void poll() {
        batch = TransactionalBatch.EMPTY;
        if (stopping) {
            close();
            return;
        }
        phase = Phase.POLLING;
        client.poll(pollTimeoutMicros, true);
    }

    private void polled(Call call) {
        RuntimeException thrown = call.exception();
        boolean woken = thrown instanceof WakeupException;
        refused = thrown != null && !woken && client.membership().hasNetworkThread();
        if (woken || refused || thrown instanceof FencedInstanceIdException) {
            close();
        } else if (thrown != null) {
            throw thrown;
        } else {
            batch = TransactionalBatch.of((Batch) Objects.requireNonNull(call.value()));
            if (batch.isOver()) {
                poll();
            } else {
                producer.beginTransaction();
                work();
            }
        }
    }

    private void work() {
        phase = Phase.WORKING;
        Place record = batch.next();
        long now = client.context().now();
        client.context()
                .facts()
                .accept(new RecordFact.Started(
                        now, now, member(), record.partition(), record.offset(), record.offset() + 1));
        long micros = workplace.processingMicros(record.partition(), record.offset()) + extraMicros;
        extraMicros = 0;
        client.context().actor().schedule(now + micros, recordDone);
    }

    private int member() {
        return client.context().member();
    }

    /** The record in hand is finished: its output leaves, and has its effect when the transaction is committed. */
    private void finished() {
        Place record = batch.take();
        long now = client.context().now();
        client.context()
                .facts()
                .accept(new RecordFact.Effect(
                        now,
                        now,
                        member(),
                        record.partition(),
                        record.offset(),
                        record.offset() + 1,
                        Outcome.ACCEPTED,
                        0));
        try {
            producer.send(record.partition(), new Output(record.partition(), record.offset(), null));
        } catch (KafkaException failed) {
            if (producer.isBroken()) {
                replaceProducer();
            } else {
                abort();
            }
            return;
        }
        if (!batch.isOver()) {
            work();
        } else {
            phase = Phase.SENDING_OFFSETS;
            producer.sendOffsets(batch.offsets(), identity());
        }
    }

    private GroupIdentity identity() {
        String group = Objects.requireNonNull(client.context().config().groupId());
        if (send == Send.TRANSACTION_BY_GROUP) {
            return GroupIdentity.ofGroup(group);
        }
        CommitIdentity member = client.membership().groupMetadata();
        return new GroupIdentity(group, member.memberId(), member.instanceId(), member.generation());
    }

    private void commit() {
        phase = Phase.COMMITTING;
        producer.commitTransaction();
    }

    private void abort() {
        phase = Phase.ABORTING;
        producer.abortTransaction();
    }

    private void rest() {
        phase = Phase.RESTING;
        long backoff = client.context().config().retryBackoffMicros();
        client.context().actor().schedule(client.context().now() + backoff, restOver);
    }

    private void close() {
        phase = Phase.CLOSING;
        producer.close();
        client.close(CLOSE_TIMEOUT_MICROS);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(phase.ordinal()).add(stopping).add(refused);
        fingerprint.add(goesBack).add(extraMicros).add(batch).add(producer);
    }

    /** The application has finished a record. */
    private final class RecordDone extends ActorEvent {
        RecordDone() {
            super(client.context().actor());
        }

        @Override
        protected void act() {
            finished();
        }
    }

    /** The loop asks again for what is committed. */
    private final class RestOver extends ActorEvent {
        RestOver() {
            super(client.context().actor());
        }

        @Override
        protected void act() {
            goOn();
        }
    }
}
