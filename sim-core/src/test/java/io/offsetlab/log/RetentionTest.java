package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Retention by time goes by whole segments. */
final class RetentionTest {
    private final WrittenLog log = new WrittenLog(0, fact -> {});

    private long startAfterACheckAt(long nowMillis) {
        log.deleteOld(nowMillis, 0);
        return log.startOffset();
    }

    @Test
    void aSegmentGoesWhenItsLatestRecordIsTooOld() {
        log.keep(new Retention(1_000, 5_000));
        log.append(3, 0, 0);
        log.append(2, 700, 0);

        assertThat(startAfterACheckAt(1_700)).isZero();
        assertThat(startAfterACheckAt(1_701)).isEqualTo(5);
        assertThat(log.append(1, 1_800, 0)).isEqualTo(5);
        assertThat(startAfterACheckAt(2_800)).isEqualTo(5);
    }

    @Test
    void segmentsAreCutByTimeAndGoOneAfterAnother() {
        log.keep(new Retention(1_000, 100));
        log.append(3, 0, 0);
        log.append(2, 100, 0);
        log.append(4, 101, 0);

        assertThat(startAfterACheckAt(1_101)).isEqualTo(5);
        assertThat(startAfterACheckAt(1_102)).isEqualTo(9);
    }

    /** The first one that is kept keeps those behind it. */
    @Test
    void aRecordFromTheFutureHoldsUpWhatFollows() {
        log.keep(new Retention(1_000, 100));
        log.append(1, 9_000, 0);
        log.append(1, 0, 0);

        assertThat(startAfterACheckAt(5_000)).isZero();
        assertThat(startAfterACheckAt(10_001)).isEqualTo(2);
    }

    @Test
    void whatWasTruncatedIsNotKept() {
        log.keep(new Retention(1_000, 100));
        log.append(2, 0, 0);
        log.append(2, 500, 0);
        log.truncate(3);
        log.truncate(1);

        assertThat(startAfterACheckAt(1_001)).isEqualTo(1);
    }

    @Test
    void withoutRetentionEverythingIsKept() {
        log.append(2, 0, 0);
        assertThat(startAfterACheckAt(Long.MAX_VALUE)).isZero();
        log.keep(new Retention(-1, 100));
        log.append(2, 0, 0);
        assertThat(startAfterACheckAt(Long.MAX_VALUE)).isZero();
    }

    @Test
    void aSegmentThatIsCutInTwoKeepsItsFirstHalf() {
        log.keep(new Retention(1_000, 100));
        log.append(4, 0, 0);
        log.append(4, 500, 0);
        log.truncate(6);
        log.append(1, 900, 0);

        assertThat(startAfterACheckAt(1_001)).isEqualTo(4);
        assertThat(startAfterACheckAt(1_501)).isEqualTo(6);
    }

    @Test
    void aSegmentThatIsCutAtItsStartIsGone() {
        log.keep(new Retention(1_000, 100));
        log.append(4, 0, 0);
        log.append(4, 500, 0);
        log.truncate(4);
        log.append(2, 2_000, 0);

        assertThat(startAfterACheckAt(1_501)).isEqualTo(4);
        assertThat(startAfterACheckAt(3_000)).isEqualTo(4);
        assertThat(startAfterACheckAt(3_001)).isEqualTo(6);
    }

    @Test
    void retentionOfZeroKeepsTheSameInstantOnly() {
        log.keep(new Retention(0, 100));
        log.append(2, 700, 0);

        assertThat(startAfterACheckAt(700)).isZero();
        assertThat(startAfterACheckAt(701)).isEqualTo(2);
    }

    @Test
    void aSegmentIsAsLongAsItsRecordsAreApart() {
        log.keep(new Retention(1_000, 100));
        log.append(1, 1_000, 0);
        log.append(1, 1_100, 0);
        log.append(1, 1_101, 0);

        assertThat(startAfterACheckAt(2_050)).isZero();
        assertThat(startAfterACheckAt(2_101)).isEqualTo(2);
    }

    @Test
    void whatIsAppendedAfterACutBelongsToTheSegmentThatIsLeft() {
        for (long cut : new long[] {1, 2}) {
            WrittenLog written = new WrittenLog(0, fact -> {});
            written.keep(new Retention(1_000, 100));
            written.append(2, 0, 0);
            written.append(2, 500, 0);
            written.truncate(cut);
            written.append(3, 50, 0);

            written.deleteOld(1_051, 0);
            assertThat(written.startOffset()).isEqualTo(cut + 3);
        }
    }
}
