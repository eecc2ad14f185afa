package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.WallClock;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Where reading starts without a committed offset, and what is known of the ends of logs. */
final class ResetTest {
    private final Lab lab = Lab.written(1, 3);

    private Application reader(String reset) {
        Application reader = lab.application("auto.offset.reset", reset, "request.timeout.ms", "2000");
        reader.client.assign(new int[] {0});
        return reader;
    }

    /** S8.9. */
    @Test
    void byDurationStartsAtTheFirstRecordThatIsYoungEnough() {
        lab.pass(120 * SECOND);
        lab.append(0);
        assertThat(reader("by_duration:PT1M").pollRecords()).isEqualTo("0@3-3");
    }

    /** S8.9. */
    @Test
    void byDurationFindsNoPositionAsLongAsEveryRecordIsTooOld() {
        lab.pass(120 * SECOND);
        Application reader = reader("by_duration:PT1M");
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> reader.await(reader.client.position(0, 3 * SECOND)));
        reader.commitSync(null);
        assertThat(lab.committed(0)).isEqualTo(-1);

        lab.append(0);
        assertThat(reader.pollRecords()).isEqualTo("0@3-3");
    }

    /** S8.9. */
    @Test
    void itLooksAgainOnlyAfterRequestTimeout() {
        lab.pass(120 * SECOND);
        Application reader = reader("by_duration:PT1M");
        reader.poll(100 * MS);
        lab.append(0);
        assertThat(reader.poll(1500 * MS)).isEmpty();
        assertThat(reader.poll(1000 * MS)).isEqualTo("0@3-3");
    }

    /** S8.8. */
    @Test
    void earliestIsTheStartOfTheLogAndLatestItsEnd() {
        lab.written(0).deleteBelow(2, 0);
        assertThat(reader("earliest").pollRecords()).isEqualTo("0@2-2");
        Application late = reader("latest");
        late.poll(100 * MS);
        assertThat(late.client.positions().position(0)).isEqualTo(3);
    }

    /** S8.2. */
    @Test
    void aPositionAtTheEndOfTheLogIsFineAndWaits() {
        Application reader = reader("none");
        reader.client.seek(0, 3);
        assertThat(reader.poll(SECOND)).isEmpty();
        lab.append(0);
        assertThat(reader.pollRecords()).isEqualTo("0@3-3");
    }

    /** S8.5. */
    @Test
    void whatWasFetchedForAnotherPositionIsIgnored() {
        Application reader = reader("earliest");
        reader.client.seek(0, 3);
        reader.poll(0);
        lab.append(0);
        reader.client.seek(0, 1);

        assertThat(reader.pollRecords()).isEqualTo("0@1-3");
    }

    /** S8.12. */
    @Test
    void theLagIsKnownOnceTheLogEndIs() {
        Application reader = reader("earliest");
        reader.client.seek(0, 1);
        assertThat(reader.client.lag(0)).isEqualTo(-1);
        reader.poll(100 * MS);
        assertThat(reader.client.lag(0)).isZero();
        reader.client.seek(0, 1);
        assertThat(reader.client.lag(0)).isEqualTo(2);
    }

    /** S8.12. */
    @Test
    void askingForAnUnknownLagLooksTheLogEndUp() {
        Application reader = reader("earliest");
        reader.client.seek(0, 1);
        reader.client.pause(new int[] {0});
        assertThat(reader.client.lag(0)).isEqualTo(-1);
        reader.poll(100 * MS);
        assertThat(reader.client.lag(0)).isEqualTo(2);
    }

    /** S8.11. */
    @Test
    void offsetsForTimesFindsTheFirstOffsetThatIsLateEnoughOrNothing() {
        lab.pass(10 * SECOND);
        lab.append(0);
        Application reader = reader("latest");
        long now = WallClock.millis(lab.simulation.now());
        Object early = reader.await(reader.client.offsetsForTimes(List.of(0), List.of(now - 5_000), SECOND));
        Object late = reader.await(reader.client.offsetsForTimes(List.of(0), List.of(now + 5_000), SECOND));

        assertThat(early).isEqualTo(List.of(Answer.Found.at(3, now, 0)));
        assertThat(late).isEqualTo(List.of(Answer.Found.NOTHING));
    }

    /** S7.8. */
    @Test
    void aDeletedTopicIsNoLongerFetchedAndItsPositionTimesOut() {
        Application reader = reader("earliest");
        reader.pollRecords();
        lab.written(0).delete();
        lab.broker.contentChanged();
        assertThat(reader.poll(SECOND)).isEmpty();
        reader.client.seekToEnds(new int[] {0}, true);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> reader.await(reader.client.position(0, 3 * SECOND)));
    }
}
