package io.offsetlab.app;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The workers of an application and the records that wait for one. A free worker takes the first record that waits and whose
 * sequence no other is working on. How long that takes follows from the record, so that they finish in another order.
 */
final class Workers implements Fingerprinted {
    /** Orders the end of a record ahead of whatever else happens at its instant, as the end of a range is. */
    private static final int KIND = 15;

    private final Actor actor;
    private final Job job;
    private final @Nullable Task[] running;
    private final int firstNumber;
    private final ArrayDeque<Task> waiting = new ArrayDeque<>();
    private final Tick tick;
    private int runningCount;
    private long mayStart;
    private long extraMicros;

    /** What is done with a record at the ends of its time. */
    interface Job {
        /** A worker takes it up; false if it is over at once. */
        boolean begin(Task task);

        /** Its time is over. Unless it is {@linkplain Workers#retry tried again}, its worker is free afterwards. */
        void end(Task task);

        /** Something ended, and whoever was free has taken up what it could. */
        void progressed();
    }

    /** @param count one for the thread that polls */
    Workers(Actor actor, int count, Job job) {
        this.actor = actor;
        this.job = job;
        running = new Task[count];
        firstNumber = count == 1 ? 0 : 1;
        tick = new Tick();
    }

    void add(Task task) {
        waiting.add(task);
    }

    int waiting() {
        return waiting.size();
    }

    int running() {
        return runningCount;
    }

    /** Whether a record of these partitions is being worked on. */
    boolean isRunning(int[] partitions) {
        for (Task task : running) {
            if (task != null && !task.resting && contains(partitions, task.partition)) {
                return true;
            }
        }
        return false;
    }

    /** Lets workers take up so many records, and no more. */
    void start(long records) {
        mayStart = records;
        takeUp();
        schedule();
    }

    /** How many more may be taken up. */
    long mayStart() {
        return mayStart;
    }

    /** The time that the first records that wait take, one after another. */
    long waitingMicros(long records) {
        long sum = extraMicros;
        long left = records;
        for (Iterator<Task> each = waiting.iterator(); left > 0 && each.hasNext(); left--) {
            sum += each.next().micros;
        }
        return sum;
    }

    /** When so many more will be finished, one after another, beside what is being worked on. */
    long endsAt(long more) {
        long last = actor.now();
        for (Task task : running) {
            last = task == null ? last : Math.max(last, task.at);
        }
        return last + waitingMicros(more);
    }

    private void takeUp() {
        for (Iterator<Task> each = waiting.iterator();
                runningCount < running.length && mayStart > 0 && each.hasNext(); ) {
            Task task = each.next();
            if (!isSequenceBusy(task.sequence)) {
                each.remove();
                mayStart--;
                if (begin(task)) {
                    running[task.worker - firstNumber] = task;
                    runningCount++;
                }
            }
        }
    }

    private boolean begin(Task task) {
        task.worker = firstNumber + freeWorker();
        task.at = actor.now() + task.micros + extraMicros;
        boolean begun = job.begin(task);
        extraMicros = begun ? 0 : extraMicros;
        return begun;
    }

    private int freeWorker() {
        int worker = 0;
        while (running[worker] != null) {
            worker++;
        }
        return worker;
    }

    private boolean isSequenceBusy(long sequence) {
        for (Task task : running) {
            if (task != null && task.sequence == sequence) {
                return true;
            }
        }
        return false;
    }

    /** Its worker keeps a record whose time is over, and tries again some time from now. */
    void retry(Task task, long restMicros) {
        task.resting = true;
        task.at = actor.now() + restMicros;
    }

    /** Nobody is to take up what waits; returns the first offset that waited of each partition. */
    Map<Integer, Long> drop() {
        Map<Integer, Long> first = new TreeMap<>();
        for (Task task : waiting) {
            first.merge(task.partition, task.offset, Math::min);
        }
        waiting.clear();
        return first;
    }

    /** As {@link #drop()}, of these partitions; what is being worked on is not tried again, what rests is over. */
    void drop(int[] partitions) {
        waiting.removeIf(task -> contains(partitions, task.partition));
        for (Task task : running) {
            if (task != null && contains(partitions, task.partition)) {
                abandon(task);
            }
        }
        takeUp();
        schedule();
    }

    /** What is being worked on is not tried again, what rests is over. */
    void abandonAll() {
        for (Task task : running) {
            if (task != null) {
                abandon(task);
            }
        }
        schedule();
    }

    private void abandon(Task task) {
        task.abandoned = true;
        if (task.resting) {
            free(task);
        }
    }

    private void free(Task task) {
        running[task.worker - firstNumber] = null;
        runningCount--;
    }

    private static boolean contains(int[] partitions, int partition) {
        for (int p : partitions) {
            if (p == partition) {
                return true;
            }
        }
        return false;
    }

    /** All that is being worked on takes longer by so much. */
    void standStill(long micros) {
        for (Task task : running) {
            if (task != null) {
                task.at += micros;
            }
        }
        schedule();
    }

    /** The first record that is being worked on, or the next to be, takes longer by so much. */
    void slowDown(long micros) {
        for (Task task : running) {
            if (task != null && !task.resting) {
                task.at += micros;
                schedule();
                return;
            }
        }
        extraMicros += micros;
    }

    private void schedule() {
        actor.cancel(tick);
        Task next = next();
        if (next != null) {
            actor.scheduleFirst(next.at, KIND, tick);
        }
    }

    private @Nullable Task next() {
        Task next = null;
        for (Task task : running) {
            if (task != null && (next == null || task.at < next.at)) {
                next = task;
            }
        }
        return next;
    }

    private void endDue() {
        for (Task task = next(); task != null && task.at <= actor.now(); task = next()) {
            if (task.resting) {
                task.resting = false;
                task.at = actor.now() + task.micros;
                if (!job.begin(task)) {
                    free(task);
                }
            } else {
                job.end(task);
                if (!task.resting) {
                    free(task);
                }
            }
            takeUp();
        }
        schedule();
        job.progressed();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(waiting.size()).add(runningCount).add(mayStart).add(extraMicros);
        waiting.forEach(fingerprint::add);
        for (Task task : running) {
            fingerprint.add(task != null);
            if (task != null) {
                fingerprint.add(task).addTime(task.at);
            }
        }
    }

    /** The time of the record that ends next is over. */
    private final class Tick extends ActorEvent {
        Tick() {
            super(actor);
        }

        @Override
        protected void act() {
            endDue();
        }
    }
}
