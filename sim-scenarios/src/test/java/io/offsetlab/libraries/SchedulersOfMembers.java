package io.offsetlab.libraries;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Gives Reactor, which keeps its schedulers in static fields, the trampoline of the member that asks. */
final class SchedulersOfMembers implements Schedulers.Factory, Scheduler {
    private static final ThreadLocal<Trampoline> MINE = new ThreadLocal<>();

    static void install() {
        Schedulers.setFactory(new SchedulersOfMembers());
    }

    static void uninstall() {
        Schedulers.resetFactory();
    }

    /** From now on, this thread's tasks go there. */
    static void use(Trampoline trampoline) {
        MINE.set(trampoline);
    }

    @Override
    public Scheduler newSingle(ThreadFactory threadFactory) {
        return this;
    }

    @Override
    public Scheduler newParallel(int parallelism, ThreadFactory threadFactory) {
        return this;
    }

    @Override
    public Scheduler newBoundedElastic(int threadCap, int taskCap, ThreadFactory threadFactory, int ttlSeconds) {
        return this;
    }

    @Override
    public Disposable schedule(Runnable work) {
        return MINE.get().schedule(work);
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        return MINE.get().schedule(work, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable work, long initialDelay, long period, TimeUnit unit) {
        return MINE.get().schedulePeriodically(work, initialDelay, period, unit);
    }

    @Override
    public long now(TimeUnit unit) {
        return MINE.get().now(unit);
    }

    @Override
    public Worker createWorker() {
        return MINE.get().createWorker();
    }
}
