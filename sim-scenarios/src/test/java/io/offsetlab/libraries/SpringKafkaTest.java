package io.offsetlab.libraries;

import static io.offsetlab.testkit.OffsetlabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.testkit.Outcome;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.MessageListener;

/** Guards that spring-kafka's listener container runs unmodified, in virtual time, and comes out the same every time. */
final class SpringKafkaTest {
    private static final int SEEDS = 25;
    private static final int POLL = 20;

    private static OwnLoop loop(AckMode mode) {
        SpringMember.Listener listener = member -> acknowledges(mode)
                ? (AcknowledgingMessageListener<String, String>) (record, ack) -> {
                    member.effects().apply(record);
                    if (ack != null) {
                        ack.acknowledge();
                    }
                }
                : (MessageListener<String, String>) record -> member.effects().apply(record);
        return loop(mode, listener);
    }

    private static OwnLoop loop(AckMode mode, SpringMember.Listener listener) {
        return OwnLoop.named("spring-" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .config("enable.auto.commit", "false")
                .config("max.poll.records", Integer.toString(POLL))
                .promises(InvariantName.LOSS, InvariantName.STUCK)
                .runs(new SpringMember(mode, listener));
    }

    private static boolean acknowledges(AckMode mode) {
        return mode == AckMode.MANUAL || mode == AckMode.MANUAL_IMMEDIATE;
    }

    /** What can be processed and not committed when a process dies, as spring-kafka documents its modes. */
    private static int mostRepeated(AckMode mode) {
        return switch (mode) {
            case RECORD, MANUAL_IMMEDIATE -> 1;
            case COUNT -> POLL + SpringMember.ACK_COUNT - 1;
            default -> POLL;
        };
    }

    @Test
    void anAcknowledgementBeforeTheEffectIsFound() {
        OwnLoop early = loop(
                AckMode.MANUAL_IMMEDIATE, member -> (AcknowledgingMessageListener<String, String>) (record, ack) -> {
                    if (ack != null) {
                        ack.acknowledge();
                    }
                    member.effects().apply(record);
                });
        Outcome outcome = Outcome.of(CrashAndJoin.WORLD, early, 1);
        assertThatThrownBy(() -> assertThat(outcome).tryingAtMost(100).lostNothing())
                .hasMessageStartingWith("LOSS");
    }

    @ParameterizedTest
    @EnumSource(
            value = AckMode.class,
            names = {"RECORD", "BATCH", "COUNT", "MANUAL", "MANUAL_IMMEDIATE"})
    void everyAckModeOutlivesACrashAndARebalance(AckMode mode) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Outcome.of(CrashAndJoin.WORLD, loop(mode), seed);
            assertThat(outcome)
                    .lostNothing()
                    .repeatedAtMost(mostRepeated(mode))
                    .committedOnlyWhatItOwned()
                    .caughtUp();
            CrashAndJoin.happenedIn(outcome.run());
            assertThat(Outcome.of(CrashAndJoin.WORLD, loop(mode), seed).run().digest())
                    .isEqualTo(outcome.run().digest());
        }
    }
}
