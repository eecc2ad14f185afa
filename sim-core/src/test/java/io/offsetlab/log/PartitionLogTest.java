package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log is a function of time plus what was done to it by hand. */
final class PartitionLogTest {
    private final List<Fact> facts = new ArrayList<>();

    private PartitionLog virtual(Arrivals arrivals) {
        return new PartitionLog(0, arrivals, null, new Chance(1, Pins.NONE).stream("arrivals"), facts::add);
    }

    private PartitionLog loaded(Arrivals arrivals, long... offsets) {
        return new PartitionLog(0, arrivals, content(offsets), new Chance(1, Pins.NONE).stream("arrivals"), facts::add);
    }

    private static LoadedContent content(long... offsets) {
        List<LoadedContent.Entry> entries = new ArrayList<>();
        for (long offset : offsets) {
            entries.add(new LoadedContent.Entry(offset, -1, null, null));
        }
        return new LoadedContent(entries);
    }

    @Test
    void virtualContentHasNoGaps() {
        PartitionLog log = virtual(Arrivals.burst(10));
        assertThat(log.visible(2, 5, false)).containsExactly(2, 5);
        assertThat(log.visible(5, 5, false)).isEmpty();
        assertThat(log.nextVisible(4)).isEqualTo(4);
        assertThat(log.readEnd(2, 3, 0)).isEqualTo(5);
        assertThat(log.readEnd(8, 500, 0)).isEqualTo(10);
    }

    @Test
    void loadedContentKeepsItsGaps() {
        PartitionLog log = loaded(Arrivals.burst(5), 2, 3, 7, 8, 20);
        assertThat(log.endOffset(0)).isEqualTo(21);
        assertThat(log.visible(0, 21, false)).containsExactly(2, 4, 7, 9, 20, 21);
        assertThat(log.visible(3, 8, false)).containsExactly(3, 4, 7, 8);
        assertThat(log.visible(9, 20, false)).isEmpty();
        assertThat(log.nextVisible(4)).isEqualTo(7);
        assertThat(log.nextVisible(21)).isEqualTo(21);
    }

    @Test
    void aReadCountsRecordsNotOffsets() {
        PartitionLog log = loaded(Arrivals.burst(5), 2, 3, 7, 8, 20);
        assertThat(log.readEnd(0, 3, 0)).isEqualTo(8);
        assertThat(log.readEnd(4, 1, 0)).isEqualTo(8);
        assertThat(log.readEnd(4, 500, 0)).isEqualTo(21);
    }

    @Test
    void loadedRecordsArriveByTheirNumber() {
        PartitionLog log = loaded(Arrivals.rate(3, 10, 0), 5, 9, 11);
        assertThat(log.endOffset(9)).isZero();
        assertThat(log.endOffset(10)).isEqualTo(6);
        assertThat(log.endOffset(20)).isEqualTo(10);
        assertThat(log.reachesBeyondAt(6)).isEqualTo(20);
        assertThat(log.reachesBeyondAt(12)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void gapsAreToldWithTheRecordsBehindThem() {
        PartitionLog log = loaded(Arrivals.burst(3), 2, 3, 7);
        log.tell(0);
        log.tell(0);

        assertThat(facts)
                .contains(new LogFact.Hidden(0, 0, 0, 2), new LogFact.Hidden(0, 0, 4, 7))
                .filteredOn(LogFact.Hidden.class::isInstance)
                .hasSize(2);
        assertThat(facts).contains(new LogFact.Appended(0, 0, 0, 0, 8));
    }

    @Test
    void recordsAppendedByHandAreThereAtOnce() {
        PartitionLog log = virtual(Arrivals.burst(3));
        assertThat(log.append(2, 50)).isEqualTo(3);

        assertThat(log.endOffset(50)).isEqualTo(5);
        assertThat(log.totalRecords()).isEqualTo(5);
        assertThat(log.reachesBeyondAt(4)).isZero();
        assertThat(log.reachesBeyondAt(5)).isEqualTo(Long.MAX_VALUE);
        assertThat(facts).containsExactly(new LogFact.Appended(0, 0, 0, 0, 3), new LogFact.Appended(50, 50, 0, 3, 5));
    }

    @Test
    void nothingIsAppendedByHandWhileRecordsAreStillToCome() {
        PartitionLog log = virtual(Arrivals.rate(2, 10, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> log.append(1, 19))
                .withMessage("records are still to arrive by schedule in partition 0");
        assertThat(log.append(1, 20)).isEqualTo(2);
    }

    @Test
    void deletingMovesTheStartUpButNotPastTheEndAndNeverBack() {
        PartitionLog log = virtual(Arrivals.burst(10));
        log.deleteBelow(4, 7);
        log.deleteBelow(2, 8);
        assertThat(log.startOffset()).isEqualTo(4);
        log.deleteBelow(50, 9);

        assertThat(log.startOffset()).isEqualTo(10);
        assertThat(facts)
                .filteredOn(LogFact.LogStartMoved.class::isInstance)
                .containsExactly(new LogFact.LogStartMoved(7, 0, 4), new LogFact.LogStartMoved(9, 0, 10));
    }

    @Test
    void arrivalsMustNotSpeakOfMoreThanIsLoaded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loaded(Arrivals.burst(3), 1, 2))
                .withMessage("arrivals speak of 3 records, but only 2 are loaded");
    }

    @Test
    void loadedOffsetsMustAscend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content(3, 3))
                .withMessage("offset 3 after 3: offsets must ascend");
        assertThatIllegalArgumentException().isThrownBy(() -> content(-1));
    }

    @Test
    void whatWasDoneByHandShowsInTheFingerprint() {
        long untouched = fingerprint(virtual(Arrivals.burst(3)));
        PartitionLog longer = virtual(Arrivals.burst(3));
        longer.append(1, 0);
        PartitionLog shorter = virtual(Arrivals.burst(3));
        shorter.deleteBelow(1, 0);

        assertThat(fingerprint(longer)).isNotEqualTo(untouched);
        assertThat(fingerprint(shorter)).isNotEqualTo(untouched);
    }

    private static long fingerprint(PartitionLog log) {
        log.tell(0);
        return new Fingerprint(0).add(log).value();
    }

    @Test
    void laterRecordsFollowThePreloadedOnesFromTheirStartOn() {
        PartitionLog log = virtual(new Arrivals(2, 5, 10, 0, 100));
        log.tell(0);
        log.tell(115);
        log.tell(500);

        assertThat(log.recordsAt(109)).isEqualTo(2);
        assertThat(log.recordsAt(110)).isEqualTo(3);
        assertThat(log.reachesBeyondAt(1)).isZero();
        assertThat(log.reachesBeyondAt(2)).isEqualTo(110);
        assertThat(log.reachesBeyondAt(4)).isEqualTo(130);
        assertThat(facts)
                .containsExactly(
                        new LogFact.Appended(0, 0, 0, 0, 2),
                        new LogFact.Appended(110, 110, 0, 2, 3),
                        new LogFact.Appended(120, 130, 0, 3, 5));
    }

    @Test
    void aRecordThatIsLateArrivesLaterByItsOwnDraw() {
        Chance.Stream lateness = new Chance(1, Pins.NONE).stream("arrivals");
        PartitionLog log = virtual(new Arrivals(1, 40, 10, 9, 100));
        for (long later = 0; later < 39; later++) {
            long due = 100 + 10 * (later + 1) + lateness.below(10, 0, later);
            assertThat(log.reachesBeyondAt(later + 1)).isEqualTo(due);
            assertThat(log.recordsAt(due - 1)).isEqualTo(later + 1);
            assertThat(log.recordsAt(due)).isEqualTo(later + 2);
        }
    }

    @Test
    void aLookUpByTimestampFindsTheFirstRecordThatIsThereAndLateEnough() {
        PartitionLog log = virtual(new Arrivals(1, 4, 5_000, 0, 0));

        assertThat(log.timestampMillis(0)).isEqualTo(WallClock.START_MILLIS);
        assertThat(log.timestampMillis(2)).isEqualTo(WallClock.START_MILLIS + 10);
        assertThat(log.firstNotBefore(WallClock.START_MILLIS + 10, 15_000))
                .isEqualTo(Answer.Found.at(2, WallClock.START_MILLIS + 10, -1));
        assertThat(log.firstNotBefore(WallClock.START_MILLIS + 11, 15_000))
                .isEqualTo(Answer.Found.at(3, WallClock.START_MILLIS + 15, -1));
        assertThat(log.firstNotBefore(WallClock.START_MILLIS + 11, 14_999)).isEqualTo(Answer.Found.NOTHING);
        log.deleteBelow(3, 15_000);
        assertThat(log.firstNotBefore(0, 15_000)).isEqualTo(Answer.Found.at(3, WallClock.START_MILLIS + 15, -1));
    }

    @Test
    void aLoadedTimestampCountsAndWhereThereIsNoneTheArrival() {
        LoadedContent dump = new LoadedContent(
                List.of(new LoadedContent.Entry(3, 0, "k", "v"), new LoadedContent.Entry(7, -1, null, null)));
        Chance.Stream lateness = new Chance(1, Pins.NONE).stream("arrivals");
        PartitionLog log = new PartitionLog(0, Arrivals.burst(2), dump, lateness, facts::add);

        assertThat(log.timestampMillis(3)).isZero();
        assertThat(log.timestampMillis(7)).isEqualTo(WallClock.START_MILLIS);
        assertThat(log.firstNotBefore(1, 0)).isEqualTo(Answer.Found.at(7, WallClock.START_MILLIS, -1));
        assertThat(log.loadedAt(3)).isEqualTo(dump.records().get(0));
        assertThat(log.loadedAt(4)).isEqualTo(dump.records().get(1));
        assertThat(virtual(Arrivals.burst(2)).loadedAt(0)).isNull();
    }

    @Test
    void aLogOfOneLeaderKnowsNoEpochs() {
        PartitionLog log = virtual(Arrivals.burst(3));

        assertThat(log.leaderEpoch()).isEqualTo(-1);
        assertThat(log.epochsOf(new long[] {0, 3})).isNull();
        assertThat(log.endOfEpoch(0, 0)).isEqualTo(Answer.EpochEnd.UNDEFINED);
    }

    @Test
    void whatHasArrivedIsToldBeforeItIsDeleted() {
        PartitionLog log = virtual(Arrivals.burst(10));
        log.deleteBelow(4, 7);
        log.deleteBelow(4, 8);

        assertThat(facts).containsExactly(new LogFact.Appended(0, 0, 0, 0, 10), new LogFact.LogStartMoved(7, 0, 4));
    }
}
