package io.offsetlab.byo.fiber;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Fibers on virtual threads whose scheduler is this object: a fiber that parks gives the carrier back to the driver, which carries
 * on with whoever was named. A fiber that parks without naming anybody waits for something that is not ours, which is seen at once.
 */
@SuppressWarnings("ReferenceEquality") // fibers and threads are themselves only
final class VirtualFibers implements Fibers {
    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final @Nullable MethodHandle NEW_THREAD = newThread();

    private final Listener listener;
    private final Turn caller = new Turn();
    private @Nullable Fiber next;
    private @Nullable Fiber given;
    private volatile @Nullable Fiber running;
    private boolean toDriver;
    private volatile @Nullable Thread carrier;
    private volatile boolean over;

    VirtualFibers(Listener listener) {
        this.listener = listener;
    }

    private static @Nullable MethodHandle newThread() {
        if (Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
            return null;
        }
        try {
            Method method = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            method.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asType(MethodType.methodType(
                            Thread.class, Executor.class, String.class, int.class, Runnable.class));
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return null;
        }
    }

    /** Whether this JVM has virtual threads that no monitor pins, and lets us choose their scheduler. */
    static boolean areAvailable() {
        return NEW_THREAD != null;
    }

    @Override
    public Fiber create(String name, Runnable code) {
        return new Fiber(name, code);
    }

    /** The driver and all fibers run on a pooled thread, so that the caller can go on without one that never comes back. */
    @Override
    public void drive(Runnable part) {
        Throwable[] thrown = new Throwable[1];
        caller.belongsTo(Thread.currentThread());
        Fiber driver = new Fiber("offsetlab-carrier", () -> {
            carrier = Thread.currentThread();
            try {
                part.run();
            } catch (RuntimeException | Error failure) {
                thrown[0] = failure;
            }
        });
        PooledThread.take().run(driver, caller::give);
        caller.await();
        over = true;
        if (thrown[0] instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown[0] instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void resume(Fiber fiber) {
        next = fiber;
        while (next != null) {
            Fiber now = next;
            next = null;
            toDriver = false;
            carry(now);
        }
    }

    private void carry(Fiber fiber) {
        given = fiber;
        if (!fiber.hasBegun()) {
            begin(fiber);
        } else if (fiber.work == null) {
            fiber.turn.give();
        }
        given = null;
        for (Runnable work = fiber.work; work != null; work = fiber.work) {
            fiber.work = null;
            running = fiber;
            work.run();
        }
        running = null;
        if (next == null && !toDriver && !fiber.hasEnded()) {
            listener.parkedElsewhere(fiber);
        }
    }

    private void begin(Fiber fiber) {
        MethodHandle make = NEW_THREAD;
        if (make == null) {
            throw new IllegalStateException("virtual threads are not available");
        }
        Executor scheduler = work -> schedule(fiber, work);
        Runnable code = fiber::run;
        try {
            Thread thread = (Thread) make.invokeExact(scheduler, fiber.name(), 0, code);
            fiber.runsOn(thread);
            thread.start();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a virtual thread could not be made", impossible);
        }
    }

    /** A fiber can go on. Whoever wakes one after the run is over wakes nobody. */
    private void schedule(Fiber fiber, Runnable work) {
        if (over) {
            return;
        }
        Thread caller = Thread.currentThread();
        if (caller != carrier && !isCarried(caller)) {
            listener.wokenFromOutside(fiber);
            return;
        }
        fiber.work = work;
        if (fiber != given && !fiber.isCurrent()) {
            listener.woken(fiber);
        }
    }

    private boolean isCarried(Thread thread) {
        Fiber now = running;
        return now != null && now.isOn(thread);
    }

    @Override
    public void pass(Fiber from, Fiber to) {
        next = to;
        from.turn.await();
    }

    @Override
    public void toDriver(Fiber from) {
        toDriver = true;
        from.turn.await();
    }

    @Override
    public void giveUp() {
        over = true;
        caller.give();
    }

    @Override
    public String kind() {
        return "virtual threads";
    }
}
