package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Batches;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** However often and whenever somebody looks, the same records start and end at the same times. */
final class WorkerProperties {

    private static Batch batch(List<Integer> lengths) {
        long[] runs = new long[lengths.size() * 3];
        for (int run = 0; run < lengths.size(); run++) {
            runs[3 * run] = run % 2;
            runs[3 * run + 1] = 100L * run;
            runs[3 * run + 2] = 100L * run + lengths.get(run);
        }
        return Batches.of(runs);
    }

    @Property(tries = 500)
    void lookingLeavesNoMark(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 12) Integer> lengths,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9_999) Integer> actions,
            @ForAll @LongRange(min = 1, max = 20) long base,
            @ForAll @LongRange(max = 20) long jitter) {
        Processing processing = new Processing(base, jitter);
        Chance.Stream times = new Chance(3, Pins.NONE).stream("processing");
        Batch batch = batch(lengths);
        WorkModel model = new WorkModel(batch, processing, times);
        Worker worker = new Worker(processing, times, model);
        worker.take(batch);

        long now = 0;
        for (int action : actions) {
            now += action % 30;
            worker.catchUp(now);
            model.check(worker, now);
            if (action % 7 == 0) {
                worker.delay(action / 7 % 40);
                model.delay(action / 7 % 40, now);
                model.check(worker, now);
            } else if (!worker.isBusy() && model.left() > 0) {
                int stretch = 1 + action / 7 % model.left();
                model.work(stretch, now);
                worker.work(stretch, now);
                worker.catchUp(now);
                model.check(worker, now);
            }
        }
        worker.catchUp(now + 10_000);
        model.check(worker, now + 10_000);
    }
}
