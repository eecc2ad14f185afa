package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Risk: a policy file means another policy. */
final class PolicyTextTest {
    private static final String MINE = """
            name: mine
            about: commits what is processed after every hundred records
            config: {max.poll.records: 200}
            answers: {which: processed, when: every-n, every: 100, send: async, on-revoke: commit-processed}
            promise: {keeps: [loss, BOUND], redelivery: 2 x max.poll.records + 99}
            """;

    @Test
    void answersAreWords() {
        Policy expected = Policy.named("mine")
                .describedAs("commits what is processed after every hundred records")
                .config("max.poll.records", "200")
                .commits(Which.PROCESSED)
                .every(100)
                .async()
                .onRevoke(AtHandOver.COMMIT_PROCESSED)
                .promises(InvariantName.LOSS)
                .repeatsAtMost(new Formula(false, 99, 2, 0))
                .build();
        assertThat(PolicyText.read("mine.yaml", MINE)).isEqualTo(expected);
    }

    @Test
    void writtenYamlIsWhatAPersonWouldWrite() {
        assertThat(PolicyText.yaml(PolicyText.read("mine.yaml", MINE))).isEqualTo("""
                        name: mine
                        about: commits what is processed after every hundred records
                        config: {enable.auto.commit: false, max.poll.records: 200}
                        answers: {which: processed, when: every-n, every: 100, send: async, on-revoke: commit-processed, \
                        on-lost: nothing, on-close: nothing, forget: revoked, start-from: committed-offset}
                        promise: {keeps: [LOSS, BOUND, ENGINE], redelivery: 2 x max.poll.records + 99, residue: unbounded, \
                        resume-point: committed-offset}
                        """);
    }

    private static List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Policies.all());
        policies.addAll(Policies.onRequest());
        for (Send send : Send.values()) {
            if (send.isTransactional()) {
                continue;
            }
            policies.add(Policy.named("with: " + send)
                    .send(send)
                    .beforeBatch()
                    .startsFrom(StartFrom.EXTERNAL_STORE)
                    .leavesAtMost(Formula.pollsAndIntervals(3, 2))
                    .build());
        }
        for (Which which : Which.values()) {
            policies.add(Policy.named("with: " + which)
                    .commits(which)
                    .everyMillis(1_500)
                    .onRevoke(AtHandOver.DRAIN_AND_COMMIT)
                    .build());
        }
        for (Reaction reaction : Reaction.values()) {
            policies.add(Policy.named("with: " + reaction)
                    .commitsStored(Storing.BEFORE_PROCESSING)
                    .inBackgroundEveryMillis(5_000)
                    .onError(reaction, 3)
                    .build());
        }
        return policies;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatIsWrittenReadsBack(Policy policy) {
        assertThat(PolicyText.read("p.yaml", PolicyText.yaml(policy))).isEqualTo(policy);
        assertThat(PolicyText.read("p.json", NodeWriter.json(PolicyText.write(policy))))
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "processed, | finished, | line 4, answers.which: found \"finished\", allowed is position, processed, contiguous, highest, stored, durable",
                "send: async | send: asynk | line 4, answers.send: found \"asynk\", allowed is sync, sync-or-skip-batch, async, async-naive-retry, async-guarded-retry, transaction, transaction-by-group, transaction-without-seek; did you mean \"async\"?",
                "`every: 100, ` | `` | line 4, answers.every: the field is missing, allowed is a number of records",
                "every-n | after-batch | line 4, answers.every: the field means nothing unless when is every-n, every-interval or in-background",
                "send: | sends: | line 4, answers.sends: unknown field, allowed are which, when, every, send, on-revoke, on-lost, on-close, forget, start-from, store, on-error, attempts; did you mean \"send\"?",
                "every-n, every: 100 | every-interval, every: 100 | line 4, answers.every: found \"100\", allowed is a whole number and a unit, such as 10us, 300ms, 45s, 5m, 2h or 1d",
                "every-n, every: 100 | every-interval, every: 100us | line 4, answers.every: found \"100us\", allowed is a whole number of milliseconds, from 1ms to 24d",
                "every-n, every: 100, send: async | in-background, every: 1s, send: sync | line 4, answers.send: found \"sync\", allowed is async if when is in-background",
                "send: async | send: async, store: after-processing | line 4, answers.store: the field means nothing unless which is stored",
                "send: async | send: async, on-error: retri | line 4, answers.on-error: found \"retri\", allowed is stop, retry, retry-partition, skip, dead-letter, ignore; did you mean \"retry\"?",
                "send: async | send: async, on-error: retry, attempts: 3 | line 4, answers.attempts: the field means nothing if on-error is retry, which never gives up",
                "send: async | send: async, on-error: skip, attempts: 0 | line 4, answers.attempts: found \"0\", allowed is a whole number from 1 to 1000000",
                "max.poll.records: 200 | max.poll.records: -1 | line 3, config.max.poll.records: found \"-1\", allowed is a value of type int in [1,...]",
                "`[loss,` | `[los,` | line 5, promise.keeps[0]: found \"los\", allowed is LOSS, DUP, BOUND, REWIND, FOREIGN, BEYOND, ORDER, ATOMIC, STUCK, RESIDUE, ENGINE; did you mean \"LOSS\"?",
                "2 x max | two max | line 5, promise.redelivery: found \"two max.poll.records + 99\", allowed is unbounded, or a sum of numbers, max.poll.records and (auto.commit.interval.ms / processing), each with a factor such as 2 x",
            })
    void mistakesAreNamed(String good, String bad, String sentence) {
        String broken = MINE.replace(good, bad);
        assertThat(broken).isNotEqualTo(MINE);
        assertThatThrownBy(() -> PolicyText.read("p.yaml", broken))
                .isInstanceOf(BadInput.class)
                .hasMessage("p.yaml, " + sentence);
    }
}
