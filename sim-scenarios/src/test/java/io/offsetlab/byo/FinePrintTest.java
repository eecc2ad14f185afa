package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What statements about the interface say besides their main point, each under its number. */
final class FinePrintTest {
    private final SimulatedKafka kafka = Lab.kafka();

    /** S1.27. */
    @Test
    void toNothingMeansToUnsubscribe() {
        Consumer<String, String> member = Lab.joined(kafka);
        member.subscribe(List.of());
        assertThat(member.subscription()).isEmpty();
        kafka.advance(Lab.SECOND);
        assertThat(kafka.memberCount("g")).isZero();

        member.assign(List.of(A0));
        member.assign(List.of());
        assertThat(member.assignment()).isEmpty();
        member.subscribe(List.of("a"));
    }

    /** S3.1. */
    @Test
    void commitSyncGivesUpAfterDefaultApiTimeout() {
        Consumer<String, String> member = Lab.joined(kafka);
        kafka.cut(member);
        long before = kafka.nowMillis();
        assertThatThrownBy(() -> member.commitSync(Lab.offset(A0, 1))).isInstanceOf(TimeoutException.class);
        assertThat(kafka.nowMillis() - before).isEqualTo(60_000);
    }
}
