package io.offsetlab.libraries;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** A Scheduler of Reactor whose tasks are run by one thread, one after another, in the order of virtual time. */
final class Trampoline implements Scheduler {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.at).thenComparingLong(task -> task.number));
    private final Clock clock;
    private final Consumer<Duration> sleeper;
    private long count;

    Trampoline(Clock clock, Consumer<Duration> sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    private static final class Task implements Disposable {
        private final long at;
        private final long number;
        private final Runnable work;
        private boolean disposed;

        Task(long at, long number, Runnable work) {
            this.at = at;
            this.number = number;
            this.work = work;
        }

        @Override
        public void dispose() {
            disposed = true;
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }

    /** Runs the next task, after having waited for its time; false if there is none. */
    boolean runNext() {
        Task next = tasks.poll();
        if (next == null) {
            return false;
        }
        if (!next.disposed) {
            long early = next.at - clock.millis();
            if (early > 0) {
                sleeper.accept(Duration.ofMillis(early));
            }
            next.work.run();
        }
        return true;
    }

    @Override
    public Disposable schedule(Runnable work) {
        return schedule(work, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        Task task = new Task(clock.millis() + unit.toMillis(delay), count++, work);
        tasks.add(task);
        return task;
    }

    @Override
    public Disposable schedulePeriodically(Runnable work, long initialDelay, long period, TimeUnit unit) {
        Periodic periodic = new Periodic(work, unit.toMillis(period));
        periodic.next = schedule(periodic, initialDelay, unit);
        return periodic;
    }

    private final class Periodic implements Runnable, Disposable {
        private final Runnable work;
        private final long periodMillis;
        private @Nullable Disposable next;
        private boolean disposed;

        Periodic(Runnable work, long periodMillis) {
            this.work = work;
            this.periodMillis = periodMillis;
        }

        @Override
        public void run() {
            if (!disposed) {
                work.run();
                next = schedule(this, periodMillis, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void dispose() {
            disposed = true;
            if (next != null) {
                next.dispose();
            }
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(clock.millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            private boolean disposed;

            @Override
            public Disposable schedule(Runnable work) {
                return schedule(work, 0, TimeUnit.MILLISECONDS);
            }

            @Override
            public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
                return Trampoline.this.schedule(() -> runUnlessDisposed(work), delay, unit);
            }

            @Override
            public Disposable schedulePeriodically(Runnable work, long initialDelay, long period, TimeUnit unit) {
                return Trampoline.this.schedulePeriodically(() -> runUnlessDisposed(work), initialDelay, period, unit);
            }

            private void runUnlessDisposed(Runnable work) {
                if (!disposed) {
                    work.run();
                }
            }

            @Override
            public void dispose() {
                disposed = true;
            }

            @Override
            public boolean isDisposed() {
                return disposed;
            }
        };
    }
}
