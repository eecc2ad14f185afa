package io.offsetlab.counterexample;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes something that fails smaller as long as it still fails: takes the first simpler candidate that fails too and goes on from
 * there. The same input gives the same result.
 *
 * @param <S> what is made smaller; its {@code equals} tells candidates apart
 */
public final class Shrinker<S> {
    /** How many candidates are tried unless said otherwise. */
    public static final int BUDGET = 2_000;

    private final Function<S, Stream<S>> simpler;
    private final Predicate<S> fails;
    private final int budget;
    private final IntConsumer progress;

    /** Only asked whether it holds a candidate, so that its order does not matter. */
    private final Set<S> held = new HashSet<>();

    private int tried;

    /**
     * @param simpler the candidates of one step, each strictly simpler, the most promising first
     * @param fails whether a candidate still fails
     * @param budget how many candidates may be tried
     */
    public Shrinker(Function<S, Stream<S>> simpler, Predicate<S> fails, int budget) {
        this(simpler, fails, budget, count -> {});
    }

    /** @param progress told after each candidate how many were tried */
    Shrinker(Function<S, Stream<S>> simpler, Predicate<S> fails, int budget, IntConsumer progress) {
        this.simpler = simpler;
        this.fails = fails;
        this.budget = budget;
        this.progress = progress;
    }

    /** Shrinks something that is known to fail. */
    public Shrunk<S> shrink(S failing) {
        S current = failing;
        int next = 0;
        while (true) {
            List<S> candidates = simpler.apply(current).toList();
            int place = firstFailing(candidates, next);
            if (place < 0) {
                return new Shrunk<>(current, tried, tried < budget || untried(candidates) == 0);
            }
            current = candidates.get(place);
            next = place;
        }
    }

    /** Begins where the last step succeeded: what stood before that place was tried a moment ago and most likely holds still. */
    private int firstFailing(List<S> candidates, int start) {
        for (int i = 0; i < candidates.size(); i++) {
            int place = (start + i) % candidates.size();
            S candidate = candidates.get(place);
            if (held.contains(candidate)) {
                continue;
            }
            if (tried == budget) {
                return -1;
            }
            tried++;
            progress.accept(tried);
            if (fails.test(candidate)) {
                return place;
            }
            held.add(candidate);
        }
        return -1;
    }

    private long untried(List<S> candidates) {
        return candidates.stream()
                .filter(candidate -> !held.contains(candidate))
                .count();
    }
}
