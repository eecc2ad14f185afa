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
}
