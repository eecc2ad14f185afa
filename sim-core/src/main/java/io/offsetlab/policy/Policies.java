package io.offsetlab.policy;

import static io.offsetlab.policy.Answers.AtHandOver.COMMIT_PROCESSED;
import static io.offsetlab.policy.Answers.Which.POSITION;
import static io.offsetlab.policy.Answers.Which.PROCESSED;
import static io.offsetlab.protocol.InvariantName.ATOMIC;
import static io.offsetlab.protocol.InvariantName.BEYOND;
import static io.offsetlab.protocol.InvariantName.DUP;
import static io.offsetlab.protocol.InvariantName.FOREIGN;
import static io.offsetlab.protocol.InvariantName.LOSS;
import static io.offsetlab.protocol.InvariantName.ORDER;
import static io.offsetlab.protocol.InvariantName.REWIND;
import static io.offsetlab.protocol.InvariantName.STUCK;

import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.protocol.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in policies, in the order in which they are compared, and the bound that closes the list. */
public final class Policies {
    private static final int BATCH_OF_EVERY_N = 100;

    /** The client commits by itself. */
    public static final Policy AUTO = Policy.named("auto")
            .describedAs("enable.auto.commit=true: the client commits inside poll, before a rebalance and on close")
            .config("enable.auto.commit", "true")
            .promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)
            .repeatsAtMost(Formula.pollsAndIntervals(2, 1))
            .leavesAtMost(Formula.NONE)
            .build();

    public static final Policy SYNC_AFTER_BATCH = Policy.named("sync-after-batch")
            .describedAs("commitSync() after the records of a poll are processed")
            .commits(POSITION)
            .afterBatch()
            .sync()
            .promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)
            .repeatsAtMost(Formula.polls(1))
            .leavesAtMost(Formula.NONE)
            .build();

    public static final Policy SYNC_BEFORE_BATCH = Policy.named("sync-before-batch")
            .describedAs("commitSync() before the records of a poll are processed, and only then processes them")
            .commits(POSITION)
            .beforeBatch()
            .send(Send.SYNC_OR_SKIP_BATCH)
            .promises(DUP, REWIND, FOREIGN, BEYOND)
            .repeatsAtMost(Formula.NONE)
            .leavesAtMost(Formula.NONE)
            .build();

    public static final Policy ASYNC_AFTER_BATCH = Policy.named("async-after-batch")
            .describedAs(
                    "commitAsync() after the records of a poll are processed; failures are left to the next commit")
            .commits(POSITION)
            .afterBatch()
            .async()
            .promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)
            .repeatsAtMost(Formula.polls(1))
            .build();

    public static final Policy ASYNC_THEN_SYNC = Policy.named("async-then-sync")
            .describedAs("commitAsync() in the loop, commitSync() on revoke and close")
            .commits(POSITION)
            .afterBatch()
            .async()
            .onRevoke(Answers.AtHandOver.COMMIT_POSITION)
            .onClose(Answers.AtHandOver.COMMIT_POSITION)
            .promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)
            .repeatsAtMost(Formula.polls(1))
            .build();

    public static final Policy PER_RECORD = Policy.named("per-record")
            .describedAs("commitSync(offset + 1) after every record")
            .commits(PROCESSED)
            .every(1)
            .sync()
            .promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)
            .repeatsAtMost(Formula.records(1))
            .leavesAtMost(Formula.NONE)
            .build();

    public static final Policy EVERY_N = everyN(BATCH_OF_EVERY_N);

    public static final Policy ASYNC_NAIVE_RETRY = Policy.named("async-naive-retry")
            .describedAs("commitAsync() whose callback sends a failed commit again as it was, three times at most")
            .commits(POSITION)
            .afterBatch()
            .send(Send.ASYNC_NAIVE_RETRY)
            .promises(LOSS, BEYOND, STUCK)
            .build();

    public static final Policy NEVER = Policy.named("never")
            .describedAs("no commit at all: every take-over starts from the beginning")
            .promises(LOSS, REWIND, FOREIGN, BEYOND, STUCK)
            .build();

    public static final Policy EXTERNAL_STORE = Policy.named("external-store")
            .describedAs("effect and offset in one write of a store that refuses stale writers; seek on assign")
            .startsFrom(StartFrom.EXTERNAL_STORE)
            .promises(LOSS, DUP, REWIND, FOREIGN, BEYOND, ORDER, ATOMIC, STUCK)
            .repeatsAtMost(Formula.NONE)
            .build();

    /** No policy but the bound: what the best commits could have done, without latency and with foresight. */
    public static final Policy CLAIRVOYANT = Policy.named("clairvoyant")
            .describedAs("the bound, no policy: the processed prefix is committed just before each hand-over")
            .promises(LOSS, REWIND, BEYOND, STUCK)
            .clairvoyant()
            .build();

    /** Selectable by name; not among those that are compared by default, whose effects are no outputs. */
    public static final Policy TRANSACTIONAL = Policy.named("transactional")
            .describedAs("outputs and offsets in one transaction, with the group's metadata; seeks back after an abort")
            .commits(POSITION)
            .afterBatch()
            .send(Send.TRANSACTION)
            .promises(LOSS, DUP, REWIND, FOREIGN, BEYOND, ORDER, ATOMIC, STUCK)
            .repeatsAtMost(Formula.NONE)
            .leavesAtMost(Formula.NONE)
            .build();

    /** Wrong: nobody is fenced by the group. */
    public static final Policy TRANSACTIONAL_WITHOUT_METADATA = Policy.named("transactional-without-metadata")
            .describedAs("as transactional, with the group.id instead of the metadata: a former owner is not fenced")
            .commits(POSITION)
            .afterBatch()
            .send(Send.TRANSACTION_BY_GROUP)
            .promises(LOSS, DUP, ATOMIC)
            .build();

    /** Wrong: an abort does not move the position. */
    public static final Policy TRANSACTIONAL_WITHOUT_SEEK = Policy.named("transactional-without-seek")
            .describedAs("as transactional, but reads on after an abort: what was aborted is skipped")
            .commits(POSITION)
            .afterBatch()
            .send(Send.TRANSACTION_WITHOUT_SEEK)
            .promises(LOSS, DUP, ATOMIC)
            .build();

    private static final List<Policy> ON_REQUEST =
            List.of(TRANSACTIONAL, TRANSACTIONAL_WITHOUT_METADATA, TRANSACTIONAL_WITHOUT_SEEK);

    private static final List<Policy> ALL = List.of(
            AUTO,
            SYNC_AFTER_BATCH,
            SYNC_BEFORE_BATCH,
            ASYNC_AFTER_BATCH,
            ASYNC_THEN_SYNC,
            PER_RECORD,
            EVERY_N,
            ASYNC_NAIVE_RETRY,
            NEVER,
            EXTERNAL_STORE,
            CLAIRVOYANT);

    private Policies() {}

    /** commitSync of specified offsets after each so many records, and on revoke. */
    public static Policy everyN(int records) {
        return Policy.named("every-n")
                .describedAs("commitSync of specified offsets after every " + records + " records and on revoke")
                .commits(PROCESSED)
                .every(records)
                .sync()
                .onRevoke(COMMIT_PROCESSED)
                .onClose(COMMIT_PROCESSED)
                .promises(LOSS, REWIND, FOREIGN, BEYOND, ORDER, STUCK)
                .repeatsAtMost(Formula.records(records))
                .leavesAtMost(Formula.records(records - 1L))
                .build();
    }

    /** Those that run only if they are named. */
    public static List<Policy> onRequest() {
        return ON_REQUEST;
    }

    /** All that are compared unless others are named. */
    public static List<Policy> all() {
        return ALL;
    }

    /** The policy of that name, or null. */
    public static @Nullable Policy find(String name) {
        for (Policy policy : ALL) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        for (Policy policy : ON_REQUEST) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        return null;
    }
}
