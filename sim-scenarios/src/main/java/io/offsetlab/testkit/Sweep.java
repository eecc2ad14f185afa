package io.offsetlab.testkit;

import java.util.function.BiConsumer;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** All fresh seeds as one test case. A seed that fails is handed on, to be reported as a case of its own. */
final class Sweep extends Case {
    private static final Logger LOG = Logger.getLogger(Simulated.class.getName());

    private final Settings settings;
    private final BiConsumer<Seed, Throwable> failed;

    Sweep(Settings settings, Trials trials, BiConsumer<Seed, Throwable> failed) {
        super(settings.seeds() + (settings.seeds() == 1 ? " seed" : " seeds") + " from " + settings.base(), trials);
        this.settings = settings;
        this.failed = failed;
    }

    @Override
    void carryOut(TestMethod method, ExtensionContext context) {
        String name = getDisplayName(0);
        LOG.info(() -> context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName() + ": " + name + "; -D" + SimulatedExtension.BASE
                + "=NUMBER begins elsewhere");
        context.publishReportEntry(SimulatedExtension.BASE, Long.toString(settings.base()));
        int failures = 0;
        int aborted = 0;
        for (int i = 0; i < settings.seeds(); i++) {
            Seed seed = new Seed.Drawn(settings.base() + i);
            Throwable failure = trials().once(method, seed);
            if (failure instanceof TestAbortedException) {
                aborted++;
            } else if (failure != null) {
                failed.accept(seed, failure);
                failures++;
                if (failures == settings.failures()) {
                    throw new TestAbortedException(
                            "seed " + seed.text() + " did not hold, see its own case; of those before it "
                                    + (i + 1 - failures - aborted) + " held");
                }
            }
        }
        if (aborted == settings.seeds()) {
            throw new TestAbortedException("the test's assumptions held with none of " + name);
        }
        if (failures > 0) {
            throw new TestAbortedException(failures + " of " + name + " did not hold, see their own cases");
        }
    }
}
