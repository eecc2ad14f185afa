package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.MS;
import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor.AtTime;
import io.offsetlab.fault.Anchor.RecordFinished;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallFact.CallLeft;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Evicted;
import io.offsetlab.trace.GroupFact.Left;
import io.offsetlab.trace.GroupFact.Revoked;
import io.offsetlab.trace.RecordFact.Fetched;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Risk: skipped time leaves a mark where something happens at the edge of what is skipped. One world for each edge. */
final class SkippedTimeTest {

    private static SmallWorld oneMember() {
        return new SmallWorld()
                .members(1, 0)
                .partitions(1)
                .arrivals(Arrivals.burst(1))
                .latency(MS, 0)
                .with("fetch.max.wait.ms", "25000");
    }

    /** The run, if it is the same without skipping. */
    private static Watched runBothWays(SmallWorld world, Policy policy) {
        Watched skipped = new Watched(world.build(), policy, Skipping.ON);
        Watched carriedOut = new Watched(world.build(), policy, Skipping.OFF);
        assertThat(skipped.result.digestText()).isEqualTo(carriedOut.result.digestText());
        return skipped;
    }

    private static <T extends Fact> long onlyAt(Watched run, Class<T> kind) {
        return run.only(kind).at();
    }

    /** A broken connection fails every 50 ms, so also at the instant at which a poll of 100 ms ends and the network heals. */
    @Test
    void anAnswerAtTheInstantBetweenTwoEmptyPollsIsTakenInByTheSecond() {
        SmallWorld world = oneMember()
                .arrivals(new Arrivals(0, 1, 2_500 * MS, 0, 0))
                .with(Fault.connectionBroken(new AtTime(2 * SECOND), 0, 10 * SECOND))
                .chaos(3 * SECOND);
        assertThat(onlyAt(runBothWays(world, Policies.NEVER), Fetched.class)).isGreaterThan(3_050 * MS);
    }

    /** Nothing comes that would make the poll look again: the answer is lost, a heartbeat is not due, a fetch waits. */
    @Test
    void aCommitBeforeTheJoinIsGivenUpInTimeThoughNothingElseHappens() {
        SmallWorld world = oneMember()
                .members(1, 1)
                .with("auto.commit.interval.ms", "60000")
                .with("heartbeat.interval.ms", "5000")
                .with("max.poll.interval.ms", "4000")
                .with(Fault.requestSwallowed(new AtTime(4 * SECOND), 0, 1, Request.Kind.OFFSET_COMMIT))
                .with(Fault.join(new AtTime(4_500 * MS), 1));
        Watched run = runBothWays(world, Policies.AUTO);
        assertThat(run.facts(Revoked.class).get(0).at()).isBetween(9 * SECOND, 9_500 * MS);
    }

    /** The application stops between two polls' ends, and its last commit is lost. */
    @Test
    void theLastOfManySkippedPollsIsTheOneThatMaxPollIntervalCountsFrom() {
        SmallWorld world = oneMember()
                .with("max.poll.interval.ms", "5000")
                .with(Fault.leave(new AtTime(3_050 * MS), 0, Fault.FOREVER))
                .with(Fault.requestSwallowed(new AtTime(3 * SECOND), 0, 1, Request.Kind.OFFSET_COMMIT));
        assertThat(onlyAt(runBothWays(world, Policies.EVERY_N), Left.class)).isBetween(8 * SECOND, 8_100 * MS);
    }

    /** The leader stands still before it assigns; the follower beats on, waits for SyncGroup, and stands still in its turn. */
    @Test
    void anAnswerToOneMemberStaysBehindItsSkippedHeartbeats() {
        SmallWorld world = new SmallWorld()
                .latency(MS, 0)
                .with(Fault.pause(new AtTime(150 * MS), 0, 4 * SECOND))
                .with(Fault.pause(new AtTime(4_500 * MS), 1, 20 * SECOND));
        long evicted = onlyAt(runBothWays(world, Policies.NEVER), Evicted.class);
        assertThat(evicted).isBetween(14_100 * MS, 14_200 * MS);
    }

    /** The member leaves for idleness while a heartbeat's good answer is on its way to an application that waits to try again. */
    @Test
    void aCommitThatWaitsToTryAgainLearnsOfItsMembershipWithTheNextTry() {
        SmallWorld world = oneMember()
                .seed(40_496)
                .arrivals(Arrivals.burst(22))
                .latency(500, 0)
                .processing(300 * MS, 200 * MS)
                .groupConfig(GroupConfig.DEFAULTS.withInitialRebalanceDelay(0))
                .with("max.poll.records", "10")
                .with("max.poll.interval.ms", "10000")
                .with("session.timeout.ms", "45000")
                .with(Fault.coordinatorMoved(new RecordFinished(0, 21), 9_250 * MS));
        Watched run = runBothWays(world, Policies.SYNC_AFTER_BATCH);
        assertThat(run.facts(CallLeft.class)).extracting(CallLeft::error).contains(Errors.UNKNOWN_MEMBER_ID);
    }

    /** The member is thrown out and joins anew while a fetch of its earlier life in the group waits at the broker. */
    @Test
    void aFetchThatWaitsLongerThanAnAssignmentLastsEndsOnTime() {
        SmallWorld world = oneMember()
                .latency(100 * MS, 0)
                .processing(2 * SECOND, 0)
                .with("heartbeat.interval.ms", "1000")
                .with("max.poll.interval.ms", "10000")
                .with(Fault.coordinatorMoved(new AtTime(2 * SECOND), 10 * SECOND));
        assertThat(runBothWays(world, Policies.SYNC_AFTER_BATCH).facts(Fetched.class))
                .hasSize(2);
    }
}
