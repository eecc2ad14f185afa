package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What an administrator may do: S1.24, S7.10. */
final class AdministrationTest {
    private final Town town = new Town(PLAIN);

    /** S1.24 */
    @Test
    void offsetsOfAGroupWithMembersCannotBeAltered() {
        Process member = town.stableGroup(1).get(0);
        assertThat(town.coordinator.alterOffsets(Offsets.of(0, 3))).isEqualTo(Errors.UNKNOWN_MEMBER_ID);

        member.leave();

        assertThat(town.coordinator.alterOffsets(Offsets.of(0, 3))).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(0)).isEqualTo(3);
        assertThat(town.facts(CommitFact.OffsetsAltered.class))
                .containsExactly(new CommitFact.OffsetsAltered(0, 0, -1, 3));
    }

    /** S1.20, S1.24 */
    @Test
    void alteringCreatesAGroupAndSkipsUnknownPartitions() {
        Offsets offsets = Offsets.of(new int[] {1, 77}, new long[] {3, 3});

        assertThat(town.coordinator.alterOffsets(offsets)).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(town.coordinator.committed(1)).isEqualTo(3);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
    }

    /** S1.21 */
    @Test
    void metadataAboveTheLimitIsRefusedToAnAdministratorToo() {
        Offsets offsets = Offsets.of(new int[] {0, 1}, new long[] {3, 4}, new String[] {"x".repeat(4097), "short"});

        assertThat(town.coordinator.alterOffsets(offsets)).isEqualTo(Errors.OFFSET_METADATA_TOO_LARGE);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.committed(1)).isEqualTo(4);
    }

    /** S7.10 */
    @Test
    void offsetsOfASubscribedTopicCannotBeDeleted() {
        Process member = town.stableGroup(1).get(0);
        member.commit(Offsets.of(new int[] {0, 4}, new long[] {5, 6}));

        assertThat(town.coordinator.deleteOffsets(0, 4)).isEqualTo(Errors.GROUP_SUBSCRIBED_TO_TOPIC);

        assertThat(town.coordinator.committed(0)).isEqualTo(5);
        assertThat(town.coordinator.committed(4)).isEqualTo(-1);
        member.leave();
        assertThat(town.coordinator.deleteOffsets(0)).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
    }

    /** S7.10 */
    @Test
    void onlyAnEmptyGroupCanBeDeleted() {
        assertThat(town.coordinator.deleteGroup()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
        assertThat(town.coordinator.deleteOffsets(0)).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
        Process member = town.stableGroup(1).get(0);
        member.commit(0, 5);
        assertThat(town.coordinator.deleteGroup()).isEqualTo(Errors.NON_EMPTY_GROUP);

        member.leave();

        assertThat(town.coordinator.deleteGroup()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
    }

    /** S7.10 */
    @Test
    void anOffsetOfAnUnknownPartitionCannotBeDeleted() {
        town.coordinator.alterOffsets(Offsets.of(0, 3));

        assertThat(town.coordinator.deleteOffsets(77, 0)).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
    }
}
