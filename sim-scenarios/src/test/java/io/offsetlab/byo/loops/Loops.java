package io.offsetlab.byo.loops;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loop for each policy that it is another way of saying. */
public final class Loops {
    private Loops() {}

    /** Loops by policy. */
    public static Map<Policy, OwnLoop.Code> byPolicy() {
        Map<Policy, OwnLoop.Code> loops = new LinkedHashMap<>();
        loops.put(Policies.AUTO, AutoCommitLoop::run);
        loops.put(Policies.SYNC_AFTER_BATCH, SyncLoop::run);
        loops.put(Policies.SYNC_BEFORE_BATCH, CommitFirstLoop::run);
        loops.put(Policies.ASYNC_AFTER_BATCH, member -> new AsyncLoop(member, false).run());
        loops.put(Policies.ASYNC_THEN_SYNC, member -> new AsyncLoop(member, true).run());
        loops.put(Policies.PER_RECORD, member -> new SpecifiedOffsetsLoop(member, 1, false).run());
        loops.put(Policies.EVERY_N, member -> new SpecifiedOffsetsLoop(member, 100, true).run());
        loops.put(Policies.ASYNC_NAIVE_RETRY, NaiveRetryLoop::run);
        loops.put(Policies.NEVER, AutoCommitLoop::run);
        loops.put(Policies.EXTERNAL_STORE, StoreLoop::run);
        return loops;
    }

    /** The loop of the policy that produces in transactions, which is run only if it is named. */
    public static OwnLoop transactional() {
        return like(Policies.TRANSACTIONAL).runs(member -> new ProduceLoop(member).run());
    }

    /** A loop with the name, the settings and the promise of a policy. */
    public static OwnLoop.Builder like(Policy policy) {
        OwnLoop.Builder builder = OwnLoop.named(policy.name()).describedAs(policy.description());
        policy.config().forEach(builder::config);
        return builder;
    }
}
