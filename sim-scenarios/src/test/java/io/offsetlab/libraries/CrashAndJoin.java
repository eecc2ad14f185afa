package io.offsetlab.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.fault.Anchor.GroupFinished;
import io.offsetlab.fault.Fault;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.ProcessFact;

/** A world with a crash, a restart, and a member that comes later. */
final class CrashAndJoin {
    static final Scenario WORLD = Scenario.named("crash-and-join")
            .members(2)
            .joiner("member-3")
            .topic("orders", 3)
            .burst(100)
            .processing(100_000, 40_000)
            .client("session.timeout.ms", "10000")
            .client("heartbeat.interval.ms", "3000")
            .fault(Fault.join(new GroupFinished(40), 2))
            .fault(Fault.crash(new GroupFinished(150), 0, 5_000_000))
            .build();

    private CrashAndJoin() {}

    /** The group lost a member in the middle of its work, and formed anew more than once. */
    static void happenedIn(JudgedRun run) {
        assertThat(run.facts()).hasAtLeastOneElementOfType(ProcessFact.Crashed.class);
        assertThat(run.facts()).hasAtLeastOneElementOfType(ProcessFact.Restarted.class);
        assertThat(run.facts().stream()
                        .filter(fact -> fact instanceof GroupFact.GenerationFormed)
                        .count())
                .isGreaterThan(2);
    }
}
