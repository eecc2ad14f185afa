package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guards that the result still fails, is a minimum, and that the budget is a limit. */
final class ShrinkerTest {

    private static Stream<List<Integer>> withoutOne(List<Integer> list) {
        return IntStream.range(0, list.size()).mapToObj(i -> {
            List<Integer> shorter = new ArrayList<>(list);
            shorter.remove(i);
            return shorter;
        });
    }

    private static Shrunk<List<Integer>> shrink(List<Integer> list, Predicate<List<Integer>> fails, int budget) {
        return new Shrinker<>(ShrinkerTest::withoutOne, fails, budget).shrink(list);
    }

    private static final List<Integer> TEN =
            IntStream.rangeClosed(1, 10).boxed().toList();

    @Test
    void whatDoesNotMatterIsTakenOut() {
        Shrunk<List<Integer>> shrunk = shrink(TEN, list -> list.contains(3) && list.contains(8), 1_000);
        assertThat(shrunk.smallest()).containsExactly(3, 8);
        assertThat(shrunk.complete()).isTrue();
    }

    @Test
    void whatCannotBeSmallerStays() {
        Shrunk<List<Integer>> shrunk = shrink(List.of(1, 2), list -> list.size() == 2, 1_000);
        assertThat(shrunk).isEqualTo(new Shrunk<>(List.of(1, 2), 2, true));
    }

    @Test
    void budgetStopsItEarlyWithSomethingThatStillFails() {
        Shrunk<List<Integer>> shrunk = shrink(TEN, list -> list.contains(10), 4);
        assertThat(shrunk.tried()).isEqualTo(4);
        assertThat(shrunk.complete()).isFalse();
        assertThat(shrunk.smallest()).hasSize(6).contains(10);
    }

    @Test
    void budgetThatIsJustEnoughCountsAsComplete() {
        assertThat(shrink(List.of(1, 2), list -> list.size() == 2, 2).complete())
                .isTrue();
    }

    @Test
    void noCandidateIsTriedTwice() {
        List<List<Integer>> seen = new ArrayList<>();
        shrink(
                List.of(1, 1, 1, 2),
                list -> {
                    seen.add(list);
                    return list.contains(2) && list.size() > 2;
                },
                1_000);
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void nothingSimplerIsAMinimum() {
        assertThat(shrink(List.of(), list -> true, 0)).isEqualTo(new Shrunk<>(List.of(), 0, true));
    }
}
