package io.offsetlab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** How often a run looked at work in progress, and in which order at its members, leaves no mark in the digest. */
final class DigestProperties {

    /** What a member does with a batch: so many records, after a rest, told in pieces of that size. */
    private record Batch(int member, int partition, int records, long rest) {}

    private static List<Batch> batches(List<Integer> numbers) {
        List<Batch> batches = new ArrayList<>();
        for (int number : numbers) {
            batches.add(new Batch(number % 3, number / 3 % 2, 1 + number / 6 % 9, number / 60 % 3));
        }
        return batches;
    }

    private static Digest told(List<Batch> batches, int piece) {
        Digest digest = new Digest();
        long[] now = new long[3];
        long[][] next = new long[3][2];
        for (Batch batch : batches) {
            int member = batch.member();
            now[member] += batch.rest();
            if (batch.rest() == 1) {
                digest.accept(new ProcessFact.Paused(now[member], member));
            }
            long end = next[member][batch.partition()] + batch.records();
            for (long from = next[member][batch.partition()]; from < end; from += piece) {
                long to = Math.min(end, from + piece);
                tell(digest, batch, from, to, now[member]);
                now[member] += to - from;
            }
            next[member][batch.partition()] = end;
        }
        return digest;
    }

    private static void tell(Digest digest, Batch batch, long from, long to, long at) {
        long last = at + to - from - 1;
        digest.accept(new RecordFact.Started(at, last, batch.member(), batch.partition(), from, to));
        digest.accept(
                new RecordFact.Effect(at + 1, last + 1, batch.member(), batch.partition(), from, to, Outcome.DONE, 0));
    }

    @Property(tries = 300)
    void tellingInPiecesIsTellingAtOnce(
            @ForAll @Size(max = 30) List<@IntRange(max = 9_999) Integer> numbers,
            @ForAll @IntRange(min = 1, max = 5) int piece) {
        List<Batch> batches = batches(numbers);

        assertThat(told(batches, piece).text()).isEqualTo(told(batches, 1_000).text());
    }

    @Property(tries = 300)
    void theInterleavingOfMembersLeavesNoMark(@ForAll @Size(max = 30) List<@IntRange(max = 9_999) Integer> numbers) {
        List<Batch> batches = batches(numbers);
        List<Batch> oneMemberAfterTheOther = new ArrayList<>();
        for (int member = 2; member >= 0; member--) {
            int number = member;
            batches.stream().filter(batch -> batch.member() == number).forEach(oneMemberAfterTheOther::add);
        }

        assertThat(told(oneMemberAfterTheOther, 1).text())
                .isEqualTo(told(batches, 1).text());
    }

    @Property(tries = 300)
    void oneRecordMoreIsAnotherDigest(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9_999) Integer> numbers,
            @ForAll @LongRange(max = 29) long which) {
        List<Batch> batches = batches(numbers);
        int index = (int) (which % batches.size());
        Batch batch = batches.get(index);
        List<Batch> more = new ArrayList<>(batches);
        more.set(index, new Batch(batch.member(), batch.partition(), batch.records() + 1, batch.rest()));

        assertThat(told(more, 1).text()).isNotEqualTo(told(batches, 1).text());
    }
}
