package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Processing;
import io.offsetlab.app.Script;
import io.offsetlab.app.ScriptConsumerSteps.Close;
import io.offsetlab.app.ScriptConsumerSteps.CommitSync;
import io.offsetlab.app.ScriptConsumerSteps.ProcessRecords;
import io.offsetlab.app.ScriptConsumerSteps.Subscribe;
import io.offsetlab.app.ScriptEntry;
import io.offsetlab.app.ScriptListener;
import io.offsetlab.app.ScriptListener.Action;
import io.offsetlab.app.ScriptOffsets;
import io.offsetlab.app.ScriptOutcome;
import io.offsetlab.app.ScriptPollSteps.PollOnce;
import io.offsetlab.app.ScriptProcess;
import io.offsetlab.app.ScriptProcessSteps.Consumer;
import io.offsetlab.app.ScriptStep;
import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.network.Latency;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One member goes through the same exchange as a policy's loop, as a list of steps, and as blocking code on a plain thread: it
 * reads, commits, gives partitions up to a newcomer with a commit inside the callback, is woken up, commits and closes.
 */
final class ThreeDriversTest {
    private static final long SECOND = 1_000_000;
    private static final long POLL_MICROS = SECOND;
    private static final long RECORD_MICROS = 1_000;
    private static final long CLOSE_MICROS = 30 * SECOND;
    private static final long NEWCOMER_AT = 2_300_000;
    private static final long MORE_RECORDS_AT = 3_100_000;
    private static final long WOKEN_AT = 4_700_000;
    private static final long OVER_AT = 10 * SECOND;
    private static final List<String> TOPICS = List.of("a");

    private static final Policy POLICY = Policy.named("commit what was returned")
            .commits(Which.POSITION)
            .afterBatch()
            .onRevoke(AtHandOver.COMMIT_POSITION)
            .onClose(AtHandOver.COMMIT_POSITION)
            .build();

    private final List<Fact> facts = new ArrayList<>();
    private final ScriptedCluster cluster = new ScriptedCluster(
            partitions(), GroupConfig.DEFAULTS.withInitialRebalanceDelay(0), new Latency(500, 0), 7, facts::add);

    @Test
    void threeDriversOfOneExchangeLeaveTheSameDigest() throws Exception {
        String byLoop = new ThreeDriversTest().drivenByLoop();
        String byScript = new ThreeDriversTest().drivenByScript();
        String byThread = new ThreeDriversTest().drivenByThread();

        assertThat(byScript).isEqualTo(byLoop);
        assertThat(byThread).isEqualTo(byLoop);
    }

    @Test
    void anotherExchangeLeavesAnotherDigest() {
        List<ScriptStep> steps = steps();
        steps.remove(steps.size() - 2);

        assertThat(new ThreeDriversTest().drivenByScript(steps)).isNotEqualTo(new ThreeDriversTest().drivenByScript());
    }

    @Test
    void theExchangeHoldsARebalanceWithACommitInsideTheCallback() {
        drivenByLoop();

        int revoked = indexOf(GroupFact.Revoked.class, 0);
        int committed = indexOf(CommitFact.CommitApplied.class, revoked);
        int assigned = indexOf(GroupFact.Assigned.class, committed);
        assertThat(List.of(revoked, committed, assigned)).isSorted().doesNotContain(-1);
        assertThat(facts.get(revoked)).isInstanceOfSatisfying(GroupFact.Revoked.class, fact -> {
            assertThat(fact.member()).isZero();
            assertThat(fact.partitions()).containsExactly(0, 1);
        });
    }

    private int indexOf(Class<? extends Fact> type, int from) {
        for (int i = Math.max(0, from); i < facts.size(); i++) {
            if (type.isInstance(facts.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private String drivenByLoop() {
        prepare();
        ScriptedLoop loop = new ScriptedLoop(POLL_MICROS, new Processing(RECORD_MICROS, 0));
        cluster.start("A", settings(), POLICY, TOPICS, loop);
        return digestAtTheEnd();
    }

    private String drivenByScript() {
        return drivenByScript(steps());
    }

    private String drivenByScript(List<ScriptStep> steps) {
        prepare();
        ScriptOutcome outcome = new Script(cluster, RECORD_MICROS).run(steps);
        assertThat(outcome.entries().stream().map(ScriptEntry::thrown).filter(Objects::nonNull))
                .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(WakeupException.class));
        return digestAtTheEnd();
    }

    private String drivenByThread() throws Exception {
        prepare();
        ScriptProcess process = cluster.start("A", settings());
        FutureTask<String> application = new FutureTask<>(() -> {
            new BlockingLoop(process).run();
            return digestAtTheEnd();
        });
        new Thread(application, "application").start();
        return application.get();
    }

    /** What goes on beside the member. */
    private void prepare() {
        cluster.create(partitions());
        cluster.produce(0, 6);
        cluster.produce(1, 3);
        ScriptedLoop loop = new ScriptedLoop(POLL_MICROS, new Processing(RECORD_MICROS, 0));
        at(NEWCOMER_AT, () -> cluster.start("B", settings(), POLICY, TOPICS, loop));
        at(MORE_RECORDS_AT, () -> {
            cluster.produce(0, 5);
            cluster.produce(1, 5);
        });
        at(WOKEN_AT, () -> cluster.process("A").stop());
    }

    private String digestAtTheEnd() {
        cluster.advance(OVER_AT - cluster.now());
        return cluster.digest();
    }

    private static List<ScriptStep> steps() {
        ScriptListener commits = new ScriptListener(List.of(), List.of(Action.COMMIT_SYNC), List.of(), false);
        List<ScriptStep> steps =
                new ArrayList<>(Arrays.asList(new Consumer("A", settings()), new Subscribe("A", TOPICS, commits)));
        for (int i = 0; i < 3; i++) {
            steps.addAll(readOneBatch());
        }
        steps.add(poll());
        steps.add(poll());
        steps.add(poll());
        for (int i = 0; i < 2; i++) {
            steps.addAll(readOneBatch());
        }
        steps.add(poll());
        steps.add(poll());
        steps.add(new CommitSync("A", ScriptOffsets.POSITIONS, -1));
        steps.add(new Close("A", -1, GroupMembershipOperation.DEFAULT));
        return steps;
    }

    private static List<ScriptStep> readOneBatch() {
        return List.of(poll(), new ProcessRecords("A", -1, false), new CommitSync("A", ScriptOffsets.POSITIONS, -1));
    }

    private static ScriptStep poll() {
        return new PollOnce("A", POLL_MICROS / 1000);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "4");
        settings.put("heartbeat.interval.ms", "100");
        return settings;
    }

    private static List<TopicPartition> partitions() {
        return List.of(new TopicPartition("a", 0), new TopicPartition("a", 1));
    }

    private void at(long micros, Runnable action) {
        cluster.simulation().schedule(micros, new Event() {
            @Override
            protected void run() {
                action.run();
            }

            @Override
            public void writeTo(Fingerprint fingerprint) {}
        });
    }

    /** What an application with a consumer in a thread of its own would be. */
    private final class BlockingLoop {
        private final ScriptProcess process;
        private final Client client;

        BlockingLoop(ScriptProcess process) {
            this.process = process;
            this.client = process.client();
        }

        void run() {
            client.subscribe(TOPICS);
            try {
                while (true) {
                    Batch batch = (Batch) Objects.requireNonNull(wait(client.poll(POLL_MICROS, false)));
                    if (!batch.isEmpty()) {
                        handle(batch);
                        commit();
                    }
                }
            } catch (WakeupException woken) {
                commit();
            } finally {
                wait(client.close(CLOSE_MICROS));
                process.ended();
            }
        }

        private void handle(Batch batch) {
            long startedAt = cluster.now();
            process.work(batch.records() * RECORD_MICROS);
            for (int run = 0; run < batch.runs(); run++) {
                int partition = batch.partition(run);
                long from = batch.from(run);
                long to = batch.to(run);
                long endsAt = startedAt + (to - from) * RECORD_MICROS;
                long firstEnd = startedAt + RECORD_MICROS;
                cluster.facts()
                        .accept(new RecordFact.Started(startedAt, endsAt - RECORD_MICROS, 0, partition, from, to));
                cluster.facts()
                        .accept(new RecordFact.Effect(firstEnd, endsAt, 0, partition, from, to, Outcome.DONE, 0));
                startedAt = endsAt;
            }
        }

        private void commit() {
            wait(client.commitSync(null, client.context().config().defaultApiTimeoutMicros()));
        }

        private @Nullable Object wait(Call call) {
            process.awaitNews();
            while (!call.isDone()) {
                if (call.upcall() instanceof Upcall.Revoked) {
                    commit();
                }
                call.returned();
                client.progress();
                process.awaitNews();
            }
            client.finish(call);
            if (call.exception() != null) {
                throw call.exception();
            }
            return call.value();
        }
    }
}
