package io.offsetlab.byo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs each task on a simulated thread of its own. Waiting for a task takes virtual time. */
final class HostedExecutor extends AbstractExecutorService {
    private final Hosted process;
    private final List<Hosted.Waiting> waiting = new ArrayList<>();
    private int running;
    private boolean shutdown;

    HostedExecutor(Hosted process) {
        this.process = process;
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("the executor of " + process.name() + " was shut down");
        }
        running++;
        process.fork(() -> {
            try {
                task.run();
            } finally {
                running--;
                tellWaiting();
            }
        });
    }

    private void tellWaiting() {
        if (process.isAlive()) {
            waiting.forEach(Hosted.Waiting::end);
        }
        waiting.clear();
    }

    /** Waits for the next end of a task, or for so long. */
    private void awaitSomeEnd(long micros) {
        Hosted.Waiting mine = process.waiting(micros);
        waiting.add(mine);
        mine.await();
        waiting.remove(mine);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
        return new Task<>(() -> {
            task.run();
            return value;
        });
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new Task<>(task);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) {
        throw new UnsupportedOperationException("invokeAny waits outside of the simulation; use submit and get");
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        return invokeAny(tasks);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("invokeAll with a timeout reads the real clock; use submit and get");
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    /** Tasks that run are not interrupted: a simulated thread waits in calls that know no interrupt. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return new ArrayList<>();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && running == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        long until = process.now() + unit.toMicros(timeout);
        while (running > 0 && process.now() < until) {
            awaitSomeEnd(until - process.now());
        }
        return isTerminated();
    }

    /** A task whose end is waited for in virtual time. */
    private final class Task<T> extends FutureTask<T> {
        Task(Callable<T> work) {
            super(work);
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            while (!isDone()) {
                awaitSomeEnd(Hosted.FOREVER);
            }
            return super.get();
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            long until = process.now() + unit.toMicros(timeout);
            while (!isDone() && process.now() < until) {
                awaitSomeEnd(until - process.now());
            }
            if (!isDone()) {
                throw new TimeoutException();
            }
            return super.get();
        }

        /** A killed process must not be kept by a future that swallowed the news. */
        @Override
        protected void setException(Throwable thrown) {
            super.setException(thrown);
            if (thrown instanceof ProcessKilled gone) {
                throw gone;
            }
        }

        @Override
        protected void done() {
            if (isCancelled()) {
                tellWaiting();
            }
        }
    }
}
