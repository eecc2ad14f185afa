package io.offsetlab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** Threads that share many small pieces of work. What comes out does not depend on how many they are. */
public final class Crew implements AutoCloseable {
    private final int jobs;
    private final ExecutorService pool;

    /** @param jobs how many threads work, the caller's included */
    public Crew(int jobs) {
        this.jobs = jobs;
        pool = Executors.newFixedThreadPool(Math.max(1, jobs - 1), Crew::daemon);
    }

    /** An abandoned run must not keep the process alive. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "crew");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Carries out the pieces 0 to {@code count} - 1 and returns what they came to, in this order.
     *
     * @throws RuntimeException if a piece ends with one
     */
    public <R> List<R> all(int count, IntFunction<R> piece) {
        AtomicReferenceArray<R> results = new AtomicReferenceArray<>(count);
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                results.set(i, piece.apply(i));
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int job = 1; job < Math.min(jobs, count); job++) {
            others.add(pool.submit(share));
        }
        share.run();
        others.forEach(Crew::await);
        List<R> inOrder = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inOrder.add(results.get(i));
        }
        return inOrder;
    }

    private static void await(Future<?> share) {
        try {
            share.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the work was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("a piece of the work failed", e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
