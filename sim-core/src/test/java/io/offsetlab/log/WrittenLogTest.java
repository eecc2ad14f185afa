package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that is written record by record. S-numbers are rules of the semantics that the engine models. */
final class WrittenLogTest {
    private final List<Fact> facts = new ArrayList<>();
    private final WrittenLog log = new WrittenLog(0, facts::add);

    /** S8.18. */
    @Test
    void aControlRecordTakesAnOffsetAndIsNeverShown() {
        log.appendTransaction(2, true, 0, 0);
        log.append(1, 0, 0);
        log.appendTransaction(1, false, 0, 0);

        assertThat(log.endOffset(0)).isEqualTo(6);
        assertThat(log.visible(0, 6, true)).containsExactly(0, 2, 3, 4);
        assertThat(log.visible(0, 6, false)).containsExactly(0, 2, 3, 5);
        assertThat(facts).contains(new LogFact.Hidden(0, 0, 2, 3));
    }

    /** S8.19. */
    @Test
    void compactionLeavesAGap() {
        log.append(6, 0, 0);
        log.compactAway(2, 4, 0);
        log.append(1, 0, 0);

        assertThat(log.visible(0, 7, false)).containsExactly(0, 2, 4, 7);
        assertThat(log.endOffset(0)).isEqualTo(7);
    }

    /** S8.11. */
    @Test
    void aLookUpByTimestampFindsTheFirstOffsetThatIsLateEnoughInAnyOrder() {
        log.append(1, 30, 0);
        log.append(1, 10, 0);
        log.append(1, 20, 0);

        assertThat(log.firstNotBefore(15, 0)).isEqualTo(Answer.Found.at(0, 30, 0));
        log.deleteBelow(1, 0);
        assertThat(log.firstNotBefore(15, 0)).isEqualTo(Answer.Found.at(2, 20, 0));
        assertThat(log.firstNotBefore(31, 0)).isEqualTo(Answer.Found.NOTHING);
    }

    /** S8.15. */
    @Test
    void anEpochEndsWhereTheNextOneStarts() {
        log.append(10, 0, 0);
        log.truncate(6);
        log.append(3, 0, 0);

        assertThat(log.leaderEpoch()).isEqualTo(1);
        assertThat(log.endOfEpoch(0, 0)).isEqualTo(new Answer.EpochEnd(0, 6));
        assertThat(log.endOfEpoch(1, 0)).isEqualTo(new Answer.EpochEnd(1, 9));
        assertThat(log.endOfEpoch(2, 0)).isEqualTo(Answer.EpochEnd.UNDEFINED);
        assertThat(log.visible(0, 9, false)).containsExactly(0, 6, 6, 9);
        assertThat(log.epochsOf(new long[] {0, 6, 6, 9})).containsExactly(0, 1);
    }

    /** S8.16. */
    @Test
    void anEpochOlderThanAllThatIsKnownEndsWhereTheOldestStarts() {
        log.append(4, 0, 0);
        log.changeLeader();
        log.append(4, 0, 0);
        log.deleteBelow(6, 0);

        assertThat(log.endOfEpoch(0, 0)).isEqualTo(new Answer.EpochEnd(0, 6));
        assertThat(log.startOffset()).isEqualTo(6);
    }

    @Test
    void aLogCannotBeCutBehindItsEnd() {
        log.append(4, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.truncate(5))
                .withMessage("a log from 0 to 4 cannot end at 5");
    }

    @Test
    void whatIsInTheLogIsInItsFingerprint() {
        log.append(4, 7, 0);
        long before = fingerprint();
        log.compactAway(1, 2, 0);
        long compacted = fingerprint();
        log.changeLeader();

        assertThat(compacted).isNotEqualTo(before);
        assertThat(fingerprint()).isNotEqualTo(compacted);
    }

    private long fingerprint() {
        return new Fingerprint(0).add(log).value();
    }

    @Test
    void eachChangeIsToldAsItHappened() {
        assertThat(log.append(3, 7, 100)).isZero();
        assertThat(log.appendTransaction(2, true, 8, 110)).isEqualTo(3);
        log.deleteBelow(2, 120);
        log.deleteBelow(2, 130);
        log.compactAway(4, 99, 140);

        assertThat(facts)
                .containsExactly(
                        new LogFact.Appended(100, 100, 0, 0, 3),
                        new LogFact.Hidden(110, 0, 5, 6),
                        new LogFact.Appended(110, 110, 0, 3, 6),
                        new LogFact.LogStartMoved(120, 0, 2),
                        new LogFact.Hidden(140, 0, 4, 6));
    }

    @Test
    void aLogGrowsAsFarAsItIsWritten() {
        for (int i = 0; i < 70; i++) {
            log.append(i % 7, i, 0);
        }
        long end = log.endOffset(0);
        assertThat(end).isEqualTo(210);
        assertThat(log.timestampOf(0)).isEqualTo(1);
        assertThat(log.timestampOf(end - 1)).isEqualTo(69);
        assertThat(log.visible(0, end, true)).containsExactly(0, end);
        assertThat(log.visible(5, 5, true)).isEmpty();
    }

    @Test
    void whatIsHiddenStaysSoHoweverLongTheLogGrows() {
        for (int i = 0; i < 20; i++) {
            log.appendTransaction(1, i % 2 == 0, 0, 0);
        }
        long[] committed = log.visible(0, 40, true);
        assertThat(committed).hasSize(20).startsWith(0, 1, 4, 5).endsWith(36, 37);
        assertThat(log.visible(0, 40, false)).hasSize(40);

        log.truncate(21);
        log.append(30, 0, 0);
        assertThat(log.visible(18, 51, true)).containsExactly(20, 21, 21, 51);
    }

    @Test
    void aReadEndsAtTheEnd() {
        log.append(10, 0, 0);

        assertThat(log.readEnd(3, 4, 0)).isEqualTo(7);
        assertThat(log.readEnd(8, 4, 0)).isEqualTo(10);
        assertThat(log.reachesBeyondAt(9)).isZero();
        assertThat(log.reachesBeyondAt(10)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLookUpByTimestampFindsARecordOfThatVeryTime() {
        log.append(1, 10, 0);
        log.append(1, 20, 0);

        assertThat(log.firstNotBefore(20, 0)).isEqualTo(Answer.Found.at(1, 20, 0));
        log.truncate(1);
        assertThat(log.firstNotBefore(20, 0)).isEqualTo(Answer.Found.NOTHING);
    }

    @Test
    void aLogCanBeCutFromItsStartToItsEnd() {
        log.append(4, 0, 0);
        log.deleteBelow(2, 0);
        log.truncate(4);
        assertThat(log.endOffset(0)).isEqualTo(4);
        log.truncate(2);
        assertThat(log.endOffset(0)).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> log.truncate(1));
    }

    @Test
    void anEpochThatStartsWhereTheLogIsCutIsForgotten() {
        log.append(4, 0, 0);
        log.changeLeader();
        log.truncate(4);
        log.append(2, 0, 0);

        assertThat(log.leaderEpoch()).isEqualTo(2);
        assertThat(log.endOfEpoch(1, 0)).isEqualTo(new Answer.EpochEnd(0, 4));
    }

    @Test
    void anEpochIsForgottenOnceNothingOfItIsLeft() {
        log.append(4, 0, 0);
        log.changeLeader();
        log.append(4, 0, 0);
        log.deleteBelow(4, 0);

        assertThat(log.endOfEpoch(0, 0)).isEqualTo(new Answer.EpochEnd(0, 4));
        assertThat(log.epochsOf(new long[] {3, 4})).containsExactly(1);
    }

    @Test
    void aDeletedTopicDoesNotExist() {
        assertThat(log.exists()).isTrue();
        long before = fingerprint();
        log.delete();

        assertThat(log.exists()).isFalse();
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void retentionShowsInTheFingerprint() {
        long before = fingerprint();
        log.keep(new Retention(1_000, 100));
        long kept = fingerprint();
        log.append(1, 0, 0);

        assertThat(kept).isNotEqualTo(before);
        assertThat(fingerprint()).isNotEqualTo(kept);
    }

    @Test
    void whatWasCutOffLeavesNoMarkInTheFingerprint() {
        WrittenLog other = new WrittenLog(0, fact -> {});
        log.append(3, 7, 0);
        other.append(3, 7, 0);
        log.append(1, 7, 0);
        other.append(1, 9, 0);
        log.truncate(3);
        other.truncate(3);

        assertThat(new Fingerprint(0).add(other).value()).isEqualTo(fingerprint());
    }
}
