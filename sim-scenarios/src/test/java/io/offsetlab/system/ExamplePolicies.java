package io.offsetlab.system;

import static io.offsetlab.policy.Answers.AtHandOver.COMMIT_PROCESSED;
import static io.offsetlab.policy.Answers.AtHandOver.DRAIN_AND_COMMIT;
import static io.offsetlab.policy.Answers.Which.CONTIGUOUS;
import static io.offsetlab.policy.Answers.Which.DURABLE;
import static io.offsetlab.policy.Answers.Which.POSITION;
import static io.offsetlab.policy.Answers.Which.PROCESSED;
import static io.offsetlab.policy.OnError.Reaction.DEAD_LETTER;
import static io.offsetlab.policy.OnError.Reaction.RETRY;
import static io.offsetlab.policy.OnError.Reaction.SKIP;
import static io.offsetlab.policy.OnError.Reaction.STOP;
import static io.offsetlab.protocol.InvariantName.BEYOND;
import static io.offsetlab.protocol.InvariantName.DUP;
import static io.offsetlab.protocol.InvariantName.FOREIGN;
import static io.offsetlab.protocol.InvariantName.LOSS;
import static io.offsetlab.protocol.InvariantName.ORDER;
import static io.offsetlab.protocol.InvariantName.REWIND;
import static io.offsetlab.protocol.InvariantName.STUCK;

import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.policy.PolicyBuilder;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;

/** Ways of committing as real consumers have them. Their siblings that do one thing wrong are files, see {@link WrongPolicy}. */
final class ExamplePolicies {
    private static final String SMALL =
            "generated:members=2..3,partitions=1..3,records=40..200,faults=2..6,duration=20s..60s";

    private ExamplePolicies() {}

    /** A policy in worlds in which it keeps its promise. */
    record Right(String name, ScenarioSource worlds, Policy policy) {}

    static List<Right> right() {
        return List.of(
                right("workers=4,order=none", pool(CONTIGUOUS).promises(LOSS, REWIND, FOREIGN, BEYOND, STUCK)),
                right("workers=4,order=key", pool(CONTIGUOUS).promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)),
                right(
                        "workers=2..5,slow=0..3,order=partition",
                        pool(CONTIGUOUS).promises(LOSS, REWIND, FOREIGN, ORDER)),
                right("workers=4", draining().promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)),
                right("workers=4,sink=buffered", pool(DURABLE).promises(LOSS, REWIND, FOREIGN, BEYOND, STUCK)),
                right("sink=buffered", afterBatch(DURABLE).promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)),
                right("", stored(Storing.AFTER_PROCESSING).promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)),
                right("sink=dedupe", afterBatch(POSITION).promises(LOSS, DUP, REWIND, FOREIGN, ORDER, STUCK)),
                right("workers=3,sink=dedupe", pool(CONTIGUOUS).promises(LOSS, DUP, REWIND, FOREIGN, STUCK)),
                right("poison=1..3", afterBatch(POSITION).onError(RETRY).promises(LOSS, REWIND, FOREIGN, ORDER)),
                right("poison=1..3", afterBatch(POSITION).onError(SKIP, 3).promises(LOSS, REWIND, FOREIGN, STUCK)),
                right(
                        "poison=1..3",
                        afterBatch(PROCESSED).onError(DEAD_LETTER, 2).promises(LOSS, REWIND, ORDER, STUCK)),
                right("poison=1..3", afterBatch(POSITION).onError(STOP).promises(LOSS, REWIND, FOREIGN, ORDER)),
                right(
                        "poison=1..3,workers=3",
                        pool(CONTIGUOUS).onError(DEAD_LETTER, 2).promises(LOSS, FOREIGN, STUCK)),
                right("poison=1..3,workers=3", pool(CONTIGUOUS).onError(STOP).promises(LOSS, REWIND, FOREIGN)),
                new Right("poison, external store", small("poison=1..3"), skipping(Policies.EXTERNAL_STORE)),
                new Right("fenced store", small(""), Policies.EXTERNAL_STORE));
    }

    private static Right right(String ranges, PolicyBuilder policy) {
        Policy built = policy.build();
        return new Right(built.name() + " in " + ranges, small(ranges), built);
    }

    private static ScenarioSource small(String ranges) {
        return ScenarioSource.named(SMALL + (ranges.isEmpty() ? "" : "," + ranges));
    }

    private static PolicyBuilder pool(Which which) {
        return Policy.named("pool-" + which)
                .commits(which)
                .everyMillis(500)
                .async()
                .onRevoke(COMMIT_PROCESSED)
                .onClose(COMMIT_PROCESSED);
    }

    private static PolicyBuilder draining() {
        return Policy.named("draining")
                .commits(CONTIGUOUS)
                .everyMillis(500)
                .sync()
                .onRevoke(DRAIN_AND_COMMIT)
                .onClose(DRAIN_AND_COMMIT);
    }

    private static PolicyBuilder afterBatch(Which which) {
        return Policy.named("after-batch-" + which).commits(which).afterBatch().sync();
    }

    private static PolicyBuilder stored(Storing moment) {
        return Policy.named("stored-" + moment)
                .commitsStored(moment)
                .inBackgroundEveryMillis(500)
                .onRevoke(COMMIT_PROCESSED)
                .onClose(COMMIT_PROCESSED);
    }

    private static Policy skipping(Policy policy) {
        return policy.withAnswers(policy.answers().withOnError(Reaction.SKIP, 2));
    }
}
