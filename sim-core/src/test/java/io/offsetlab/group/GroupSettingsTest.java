package io.offsetlab.group;

import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.group.modern.ConsumerGroupSettings;
import io.offsetlab.group.modern.MigrationPolicy;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The broker's settings by Kafka's keys, and what the coordinator keeps of commits. */
final class GroupSettingsTest {
    @Test
    void withoutSettingsKafkasDefaultsHold() {
        assertThat(GroupConfig.parse(Map.of())).isEqualTo(GroupConfig.DEFAULTS);
    }

    @Test
    void settingsAreReadInKafkasUnits() {
        GroupConfig config = GroupConfig.parse(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "100",
                "group.max.size", "3",
                "offsets.retention.minutes", "1",
                "offsets.retention.check.interval.ms", "500",
                "offset.metadata.max.bytes", "10"));

        assertThat(config)
                .isEqualTo(new GroupConfig(
                        0, 100_000, 1_800_000_000, 3, 60_000_000, 500_000, 10, 1_000, ConsumerGroupConfig.DEFAULTS));
    }

    @Test
    void aWrongSettingIsRefusedInOneSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupConfig.parse(Map.of("group.max.size", "none")))
                .withMessage(
                        "broker setting group.max.size: found none, allowed is a whole number from 1 to 2147483647");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupConfig.parse(Map.of("log.dirs", "/")))
                .withMessageStartingWith("broker setting log.dirs: not modelled, allowed are group.initial");
    }

    @Test
    void settingsOfTheConsumerProtocolAreBoundedAsInKafka() {
        ConsumerGroupConfig config = GroupConfig.parse(Map.of(
                        "group.consumer.min.session.timeout.ms", "1000",
                        "group.consumer.session.timeout.ms", "1000",
                        "group.consumer.min.heartbeat.interval.ms", "100",
                        "group.consumer.heartbeat.interval.ms", "100",
                        "group.consumer.assignment.interval.ms", "0",
                        "group.consumer.max.size", "3",
                        "group.consumer.assignors", "range, uniform",
                        "group.consumer.migration.policy", "Disabled"))
                .consumer();

        assertThat(config)
                .isEqualTo(new ConsumerGroupConfig(
                        1_000_000, 100_000, 3, List.of("range", "uniform"), 0, MigrationPolicy.DISABLED));
        assertThat(ConsumerGroupSettings.parse(ConsumerGroupSettings.write(config)))
                .isEqualTo(config);
        for (String key : ConsumerGroupSettings.write(config).keySet()) {
            assertThat(ConsumerGroupSettings.write(ConsumerGroupSettings.without(config, key)))
                    .doesNotContainKey(key);
        }
        refused("group.consumer.session.timeout.ms", "1000", "a whole number from 45000 to 60000");
        refused("group.consumer.assignors", "uniform,sticky", "a list of uniform and range, each once at most");
        refused("group.consumer.assignors", "range,range", "a list of uniform and range, each once at most");
        refused("group.consumer.migration.policy", "both", "one of bidirectional, upgrade, downgrade, disabled");
        refused("group.consumer.max.size", "0", "a whole number from 1 to 2147483647");
    }

    private static void refused(String key, String value, String allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupConfig.parse(Map.of(key, value)))
                .withMessage("broker setting " + key + ": found " + value + ", allowed is " + allowed);
    }

    /** S7.4. */
    @Test
    void theCleanupLooksAsOftenAsItsIntervalSays() {
        Town town = new Town(GroupConfig.parse(
                Map.of("offsets.retention.minutes", "1", "offsets.retention.check.interval.ms", "1000")));
        town.coordinator.alterOffsets(Offsets.of(0, 5));
        town.pass(60 * SECOND - 1);
        assertThat(town.coordinator.committed(0)).isEqualTo(5);
        town.pass(SECOND);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
    }

    /** S7.2. */
    @Test
    void metadataAndLeaderEpochAreStoredWithTheOffsetAndGoWithIt() {
        Town town = new Town(Town.PLAIN);
        town.coordinator.alterOffsets(Offsets.of(new int[] {0}, new long[] {5}, new String[] {"note"}, new int[] {2}));
        assertThat(town.coordinator.stored(0)).isEqualTo(new Answer.Stored(5, 2, "note"));

        town.coordinator.alterOffsets(Offsets.of(0, 6));
        assertThat(town.coordinator.stored(0)).isEqualTo(new Answer.Stored(6, -1, ""));
        town.coordinator.deleteOffsets(0);
        assertThat(town.coordinator.stored(0)).isNull();
    }

    /** S7.8. */
    @Test
    void theEndOfATopicTakesItsOffsetsAlongAlsoOfAnActiveGroup() {
        Town town = new Town(Town.PLAIN);
        Process member = town.stableGroup(1).get(0);
        member.commit(Offsets.of(new int[] {0, 4}, new long[] {5, 6}));
        town.coordinator.topicDeleted(0, 1, 2, 3);

        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.committed(4)).isEqualTo(6);
    }

    /** S4.1. */
    @Test
    void aGroupChangesItsStateAsKafkasDoes() {
        assertThat(before(GroupState.PREPARING_REBALANCE))
                .isEqualTo(EnumSet.of(GroupState.EMPTY, GroupState.COMPLETING_REBALANCE, GroupState.STABLE));
        assertThat(before(GroupState.COMPLETING_REBALANCE)).isEqualTo(EnumSet.of(GroupState.PREPARING_REBALANCE));
        assertThat(before(GroupState.DEAD)).isEqualTo(EnumSet.allOf(GroupState.class));
        assertThat(GroupState.STABLE.mayFollow(GroupState.EMPTY)).isFalse();
        assertThat(GroupState.EMPTY.mayFollow(GroupState.STABLE)).isFalse();
    }

    private static Set<GroupState> before(GroupState next) {
        Set<GroupState> previous = EnumSet.noneOf(GroupState.class);
        for (GroupState state : GroupState.values()) {
            if (next.mayFollow(state)) {
                previous.add(state);
            }
        }
        return previous;
    }

    /** S1.21. */
    @Test
    void metadataIsMeasuredInCharactersAndMayBeAsLongAsTheLimit() {
        Town town = new Town(GroupConfig.parse(Map.of("offset.metadata.max.bytes", "4")));
        Inbox fits = town.process().send(commit("äöüß"));
        Inbox tooLong = town.process().send(commit("12345"));
        town.pass(SECOND);

        assertThat(fits.answer().error()).isEqualTo(Errors.NONE);
        assertThat(tooLong.answer().error()).isEqualTo(Errors.OFFSET_METADATA_TOO_LARGE);
    }

    private static Request commit(String metadata) {
        Offsets offsets = Offsets.of(new int[] {0}, new long[] {1}, new String[] {metadata});
        return new Request.OffsetCommit("", null, -1, offsets, 0);
    }
}
