package io.offsetlab.app;

import io.offsetlab.consumer.Client;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policy;
import io.offsetlab.sink.SinkSpec;
import java.util.List;

/** Makes the program of a life. */
public final class Loops {
    private Loops() {}

    /**
     * The loop of a policy: without an event for each record where nothing can happen to a single one.
     *
     * @throws IllegalArgumentException if the policy commits every so often and says no number
     */
    public static Program of(
            Client client,
            Policy policy,
            List<String> topics,
            long pollTimeoutMicros,
            Workplace workplace,
            Surroundings surroundings) {
        Answers answers = policy.answers();
        if (isCounted(answers.when()) && answers.every() < 1) {
            throw new IllegalArgumentException("policy " + policy.name() + " commits " + answers.when()
                    + ": every must be at least 1, but was " + answers.every());
        }
        if (answers.send().isTransactional()) {
            requireTransactional(policy, workplace.application());
            return new TransactionalLoop(client, policy, topics, pollTimeoutMicros, workplace, surroundings);
        }
        boolean inRanges = workplace.application().isPlain()
                && answers.which() != Which.STORED
                && answers.when() != When.EVERY_INTERVAL
                && answers.when() != When.IN_BACKGROUND;
        return inRanges
                ? new PolicyLoop(client, policy, topics, pollTimeoutMicros, workplace, surroundings)
                : new RecordLoop(client, policy, topics, pollTimeoutMicros, workplace, surroundings);
    }

    private static void requireTransactional(Policy policy, Handling application) {
        if (policy.answers().when() != When.AFTER_BATCH) {
            throw new IllegalArgumentException("policy " + policy.name() + " commits "
                    + policy.answers().when() + ": a transaction is committed after the records of a poll");
        }
        boolean fits = application.workers() == 1
                && application.poison().isEmpty()
                && application.sink().kind() == SinkSpec.Kind.PLAIN;
        if (!fits) {
            throw new IllegalArgumentException("policy " + policy.name()
                    + " produces in transactions: its application has one worker, no poison and no other sink");
        }
    }

    private static boolean isCounted(When when) {
        return when == When.EVERY_N || when == When.EVERY_INTERVAL || when == When.IN_BACKGROUND;
    }
}
