package io.offsetlab.system;

import static io.offsetlab.policy.Answers.AtHandOver.COMMIT_POSITION;
import static io.offsetlab.policy.Answers.AtHandOver.COMMIT_PROCESSED;
import static io.offsetlab.policy.Answers.AtHandOver.DRAIN_AND_COMMIT;
import static io.offsetlab.policy.Answers.Which.CONTIGUOUS;
import static io.offsetlab.policy.Answers.Which.DURABLE;
import static io.offsetlab.policy.Answers.Which.HIGHEST;
import static io.offsetlab.policy.Answers.Which.POSITION;
import static io.offsetlab.policy.Answers.Which.PROCESSED;
import static io.offsetlab.policy.OnError.Reaction.DEAD_LETTER;
import static io.offsetlab.policy.OnError.Reaction.IGNORE;
import static io.offsetlab.policy.OnError.Reaction.RETRY;
import static io.offsetlab.policy.OnError.Reaction.RETRY_PARTITION;
import static io.offsetlab.policy.OnError.Reaction.SKIP;
import static io.offsetlab.policy.OnError.Reaction.STOP;
import static io.offsetlab.protocol.InvariantName.BEYOND;
import static io.offsetlab.protocol.InvariantName.DUP;
import static io.offsetlab.protocol.InvariantName.FOREIGN;
import static io.offsetlab.protocol.InvariantName.LOSS;
import static io.offsetlab.protocol.InvariantName.ORDER;
import static io.offsetlab.protocol.InvariantName.REWIND;
import static io.offsetlab.protocol.InvariantName.STUCK;

import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.policy.PolicyBuilder;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;

/** Ways of committing as real consumers have them, each beside a sibling that does one thing wrong. */
final class ExamplePolicies {
    private static final String SMALL =
            "generated:members=2..3,partitions=1..3,records=40..200,faults=2..6,duration=20s..60s";
    private static final String CROWDED =
            "generated:members=1..2,partitions=3..6,records=60..200,faults=1..4,duration=20s..60s";

    private ExamplePolicies() {}

    /** A policy in worlds in which it keeps its promise. */
    record Right(String name, ScenarioSource worlds, Policy policy) {}

    /** A policy in worlds in which it breaks its promise. */
    record Wrong(String name, ScenarioSource worlds, Policy policy, InvariantName broken) {}

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

    static List<Wrong> wrong() {
        return List.of(
                wrong("workers=4,order=none", pool(HIGHEST).promises(LOSS), LOSS),
                wrong("workers=4,order=none", pool(PROCESSED).promises(REWIND), REWIND),
                wrong("workers=4,order=none", pool(CONTIGUOUS).promises(LOSS, ORDER), ORDER),
                wrong("workers=2", pool(POSITION).promises(LOSS), LOSS),
                wrong("workers=4", pool(CONTIGUOUS).forgets(Forget.NOTHING).promises(FOREIGN), FOREIGN),
                wrong("workers=4", pool(CONTIGUOUS).forgets(Forget.NOTHING).promises(REWIND), REWIND),
                wrong("workers=4,sink=buffered", pool(CONTIGUOUS).promises(LOSS), LOSS),
                wrong("sink=buffered", afterBatch(POSITION).promises(LOSS), LOSS),
                wrong("", stored(Storing.BEFORE_PROCESSING).promises(LOSS), LOSS),
                new Wrong("unfenced store", small("sink=unfenced-store"), Policies.EXTERNAL_STORE, DUP),
                wrong("sink=dedupe-after", afterBatch(POSITION).promises(LOSS, DUP), DUP),
                wrong("sink=dedupe-before", afterBatch(POSITION).promises(LOSS, DUP), LOSS),
                wrong("poison=1..3", afterBatch(POSITION).onError(IGNORE).promises(LOSS), LOSS),
                wrong("poison=1..3,workers=3", pool(CONTIGUOUS).onError(IGNORE).promises(LOSS), LOSS),
                new Wrong(
                        "seeks back one of several partitions",
                        ScenarioSource.named(CROWDED + ",poison=1..3"),
                        afterBatch(POSITION)
                                .onError(RETRY_PARTITION)
                                .promises(LOSS)
                                .build(),
                        LOSS),
                wrong("poison=1..3", afterBatch(POSITION).onError(STOP).promises(LOSS, STUCK), STUCK),
                wrong(
                        "poison=1..3",
                        afterBatch(POSITION).onClose(COMMIT_POSITION).promises(LOSS),
                        LOSS),
                new Wrong("auto-commit in close", small("poison=1..3"), Policies.AUTO, LOSS));
    }

    private static Right right(String ranges, PolicyBuilder policy) {
        Policy built = policy.build();
        return new Right(built.name() + " in " + ranges, small(ranges), built);
    }

    private static Wrong wrong(String ranges, PolicyBuilder policy, InvariantName broken) {
        Policy built = policy.build();
        return new Wrong(built.name() + " in " + ranges, small(ranges), built, broken);
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
