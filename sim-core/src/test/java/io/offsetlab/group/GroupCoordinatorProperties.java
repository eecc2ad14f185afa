package io.offsetlab.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request.OffsetCommit;
import io.offsetlab.trace.CommitFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.protocol.Errors;

/** What holds after any sequence of requests. */
final class GroupCoordinatorProperties {
    private static final int ACTIONS = 1 << 20;

    @Property(tries = 300)
    void noTwoCurrentMembersOwnAPartitionOfOneGeneration(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(max = ACTIONS) Integer> actions) {
        Crowd crowd = new Crowd(Town.PLAIN);
        for (int action : actions) {
            crowd.act(action);
            Map<Integer, Process> owners = new TreeMap<>();
            for (Process member : crowd.currentMembers()) {
                for (int partition : crowd.lastAssignment(member)) {
                    assertThat(owners.put(partition, member))
                            .as("owners of partition %d", partition)
                            .isNull();
                }
            }
        }
    }

    @Property(tries = 300)
    void aCommitIsAcceptedExactlyWhenTheRuleSaysSo(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(max = ACTIONS) Integer> actions) {
        Crowd crowd = new Crowd(Town.PLAIN);
        Membership rule = new Membership(crowd.town);
        for (int action : actions) {
            crowd.act(action);
            for (OffsetCommit commit : crowd.commitsToTry()) {
                Errors expected = rule.verdict(commit);
                assertThat(crowd.somebody().send(commit).error())
                        .as("%s in state %s", commit, crowd.town.coordinator.state())
                        .isEqualTo(expected);
            }
        }
    }

    @Property(tries = 300)
    void acceptedCommitsAreStoredAndAcknowledgedOnesSurviveMoves(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = ACTIONS) Integer> actions) {
        Town town = new Town(Town.PLAIN.withReplication(1_000), Pins.NONE, Script.NOBODY_IS_QUIET);
        Process standalone = town.process();
        List<Long> carried = new ArrayList<>(List.of(-1L));
        List<Inbox> answers = new ArrayList<>();
        for (int action : actions) {
            switch (action % 5) {
                case 0 -> {
                    town.coordinator.move(action % 3 * 500);
                    standalone.findCoordinator();
                }
                case 1 -> town.pass(action % 2_000);
                default -> {
                    carried.add((long) answers.size());
                    answers.add(standalone.commit(Offsets.of(0, answers.size())));
                }
            }
            long newestAcknowledged = newestAcknowledged(answers);
            assertThat(town.coordinator.committed(0)).isIn(carried).isGreaterThanOrEqualTo(newestAcknowledged);
        }
        assertThat(replayed(town)).isEqualTo(town.coordinator.committed(0));
    }

    /** The number of the newest commit that was answered NONE; here it is also its offset. */
    private static long newestAcknowledged(List<Inbox> answers) {
        for (int i = answers.size() - 1; i >= 0; i--) {
            if (!answers.get(i).isEmpty() && answers.get(i).error() == Errors.NONE) {
                return i;
            }
        }
        return -1;
    }

    /** What the facts alone say is stored. */
    private static long replayed(Town town) {
        long stored = -1;
        for (CommitFact fact : town.facts(CommitFact.class)) {
            if (fact instanceof CommitFact.CommitApplied applied) {
                assertThat(applied.oldOffset()).isEqualTo(stored);
                stored = applied.newOffset();
            } else if (fact instanceof CommitFact.CommitRolledBack back) {
                assertThat(back.fromOffset()).isEqualTo(stored);
                stored = back.toOffset();
            }
        }
        return stored;
    }

    @Property(tries = 200)
    void theSameRequestsGiveTheSameFactsAndTheSameFingerprint(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(max = ACTIONS) Integer> actions) {
        Crowd one = new Crowd(Town.PLAIN.withReplication(1_000));
        Crowd other = new Crowd(Town.PLAIN.withReplication(1_000));
        for (int action : actions) {
            one.act(action);
            other.act(action);
            assertThat(other.town.fingerprint()).isEqualTo(one.town.fingerprint());
        }
        assertThat(other.town.facts.toString().replaceAll("@[0-9a-f]+", ""))
                .isEqualTo(one.town.facts.toString().replaceAll("@[0-9a-f]+", ""));
    }

    @Property(tries = 100)
    void aGenerationNeverCountsBackAsLongAsTheGroupIsThere(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(max = ACTIONS) Integer> actions) {
        Crowd crowd = new Crowd(Town.PLAIN);
        TreeSet<Integer> seen = new TreeSet<>(List.of(0));
        for (int action : actions) {
            crowd.act(action);
            int generation = crowd.town.coordinator.currentGeneration();
            assertThat(generation).as("after %s", Arrays.asList(action)).isGreaterThanOrEqualTo(seen.last());
            seen.add(generation);
        }
    }
}
