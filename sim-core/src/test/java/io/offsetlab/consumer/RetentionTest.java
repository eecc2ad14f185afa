package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Offsets;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** What is lost with time, and what members do beside the application. */
final class RetentionTest {
    private final Lab lab = Lab.written(1, 10);

    private Application member(String... settings) {
        return lab.application(settings).subscribe();
    }

    /** S7.7. */
    @Test
    void afterItsOffsetsHaveExpiredAGroupStartsByTheResetPolicy() {
        Application before = member();
        before.pollRecords();
        before.commitSync(null);
        before.close();
        lab.pass(8 * 24 * 3600 * SECOND);
        assertThat(lab.committed(0)).isEqualTo(-1);

        assertThat(member("auto.offset.reset", "earliest").pollRecords()).isEqualTo("0@0-9");
    }

    /** S7.9. */
    @Test
    void deletedRecordsLeaveCommittedOffsetsAlone() {
        Application member = member();
        member.pollRecords();
        member.commitSync(Offsets.of(0, 2));
        member.close();
        lab.written(0).deleteBelow(6, lab.simulation.now());
        assertThat(lab.committed(0)).isEqualTo(2);

        assertThat(member("auto.offset.reset", "earliest").pollRecords()).isEqualTo("0@6-9");
    }

    /** S4.22. */
    @Test
    void aMemberThatHasNotJoinedSendsNoHeartbeats() {
        Application member = member();
        assertThat(member.client.membership().hasHeartbeatThread()).isFalse();
        member.pollRecords();
        assertThat(member.client.membership().hasHeartbeatThread()).isTrue();
    }

    /** S4.23. */
    @Test
    void heartbeatsMustBeMoreFrequentThanSessionsAreLong() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> lab.application("session.timeout.ms", "3000", "heartbeat.interval.ms", "3000"));
    }

    /** S4.23. */
    @Test
    void aSilentCoordinatorDoesNotTakeAMembersPartitions() {
        Application member = member("session.timeout.ms", "10000");
        member.pollRecords();
        member.cutOff(8 * SECOND);
        lab.pass(9 * SECOND);
        member.poll(100 * MS);

        assertThat(member.client.positions().assigned()).containsExactly(0);
        assertThat(member.callbacks).containsExactly("assigned [0]");
    }

    /** S2.1. */
    @Test
    void autoCommitIsOnByDefaultEveryFiveSeconds() {
        ClientConfig config = ClientConfig.parse(Map.of());
        assertThat(config.autoCommit()).isTrue();
        assertThat(config.autoCommitIntervalMicros()).isEqualTo(5 * SECOND);
    }
}
