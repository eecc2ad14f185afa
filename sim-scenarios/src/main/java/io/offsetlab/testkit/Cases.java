package io.offsetlab.testkit;

import io.offsetlab.scenario.BadInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * The test cases of one method: the seed that is to be replayed, or else the corpus, all fresh seeds as one, and each of those that
 * failed.
 */
final class Cases implements Iterator<TestTemplateInvocationContext> {
    private final Deque<TestTemplateInvocationContext> waiting = new ArrayDeque<>();

    /** @throws BadInput if the seed to replay or the corpus cannot be read */
    Cases(Settings settings, Trials trials, ExtensionContext context) {
        Optional<String> replay = context.getConfigurationParameter(SimulatedExtension.REPLAY);
        if (replay.isPresent()) {
            Seed seed = Seed.parse(SimulatedExtension.REPLAY, replay.get().strip());
            waiting.add(new OneSeed("replay of " + Seed.shortened(seed.text()), seed, trials, null));
            return;
        }
        if (!settings.corpus().isEmpty()) {
            for (Corpus.Line line : Corpus.of(context.getRequiredTestClass(), settings.corpus())) {
                if (trials.takes(line.seed())) {
                    waiting.add(new OneSeed(line.name(), line.seed(), trials, null));
                }
            }
        }
        waiting.add(new Sweep(
                settings,
                trials,
                (seed, failure) -> waiting.add(new OneSeed("seed " + seed.text(), seed, trials, failure))));
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public TestTemplateInvocationContext next() {
        TestTemplateInvocationContext next = waiting.poll();
        if (next == null) {
            throw new NoSuchElementException("there is no further case");
        }
        return next;
    }
}
