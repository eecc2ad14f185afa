package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an incident may repeat, and when nothing more can come of it. */
final class AccountTest {
    private static final long NOT_LATE = Integer.MAX_VALUE;

    private static Account account(long allowedPerCommit) {
        return new Account(new IncidentLog.Open(0, 0, IncidentCause.CRASHED, 0, 1), 0, allowedPerCommit);
    }

    private static Period ended(long progress) {
        Period period = new Period(0, 0, 0);
        period.progress = progress;
        period.end = Period.End.CRASHED;
        return period;
    }

    @Test
    void whatIsAllowedGrowsWithEachOwnerAndEndsAtTheLargestNumber() {
        Account account = account(Long.MAX_VALUE / 2);
        assertThat(account.allowed()).isZero();

        account.add(ended(1));
        assertThat(account.allowed()).isEqualTo(Long.MAX_VALUE / 2);
        account.add(ended(1));
        assertThat(account.allowed()).isEqualTo(Long.MAX_VALUE - 1);
        account.add(ended(1));
        assertThat(account.allowed()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itIsSettledOnceAllEffectsOfThoseWhoEndedAreCommitted() {
        Account account = account(5);
        account.add(ended(7));
        assertThat(account.isSettled(6)).isFalse();
        assertThat(account.isSettled(7)).isTrue();

        Period zombie = ended(3);
        zombie.end = Period.End.HELD;
        account.add(zombie);
        assertThat(account.isSettled(7)).isFalse();
    }

    @Test
    void theGapIsFromTheLastEffectOfAnyFormerOwnerToTheFirstOfTheNew() {
        Account account = account(5);
        Period one = ended(7);
        one.lastEffectAt = 40;
        Period idle = ended(Period.UNRESOLVED);
        idle.lastEffectAt = 90;
        account.add(one);
        account.add(idle);
        assertThat(account.part().gapMicros()).isEqualTo(Incident.Part.NO_GAP);

        account.firstEffect(100);
        assertThat(account.part().gapMicros()).isEqualTo(60);
    }

    private static List<Long> told(Consumer<Numbers> part) {
        List<Long> told = new ArrayList<>();
        part.accept(told::add);
        return told;
    }

    @Test
    void whatIsChargedShowsWhereverItMayBeChargedFurther() {
        Account account = account(5);
        Period lost = ended(7);
        lost.unapplied.rolledBack();
        account.add(lost);
        account.repeats = 3;
        assertThat(told(account::writeTo)).containsExactly(3L, 1L, 1L);

        PeriodRanges doers = new PeriodRanges();
        doers.assign(2, 4, lost);
        assertThat(told(out -> doers.writeTo(out, 9))).containsExactly(1L, 2L, 4L, 9L, 3L, 1L, 1L);
        assertThat(told(out -> lost.writeTo(out, new PartitionState(0)))).endsWith(3L, 1L, 1L);

        IncidentLog incidents = new IncidentLog(1, 5, incident -> {});
        incidents.handOver(0, 0, lost);
        assertThat(told(incidents::writeTo)).containsExactly(0L, -1L, 1L, 0L, 1L, 1L);
    }

    @Test
    void aPeriodTellsHowFarItIsAndWhatItMayStillDo() {
        PartitionState partition = new PartitionState(0);
        Period period = partition.newPeriod(2);
        assertThat(told(out -> period.writeTo(out, partition)))
                .containsExactly(2L, 0L, 0L, -1L, 0L, Long.MAX_VALUE, 0L, -1L, 0L, -1L, 0L, 0L, 0L, NOT_LATE, -1L);

        period.assigned = true;
        period.end = Period.End.LOST;
        period.position = 8;
        period.soughtTo = 3;
        period.soughtFrom = 6;
        period.progress = 5;
        period.unapplied.rolledBack();
        period.succeeded();
        period.late(4);
        period.late(7);
        assertThat(told(out -> period.writeTo(out, partition)))
                .containsExactly(2L, 1L, 2L, 8L, 3L, 6L, 5L, 1L, -1L, 0L, 1L, 1L, 4L, 7L);
    }
}
