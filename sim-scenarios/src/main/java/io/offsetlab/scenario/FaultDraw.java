package io.offsetlab.scenario;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws the faults of a world. Every draw is keyed by the fault's number; only the choice of the member depends on who is left
 * over by the faults before it.
 */
final class FaultDraw {
    private static final long SECOND = 1_000_000;
    private static final int FOREVER_PERCENT = 20;

    private final Draws draws;
    private final LoadDraw.Load load;
    private final Timeouts timeouts;
    private final long chaosMicros;
    private final int memberCount;

    FaultDraw(Draws draws, LoadDraw.Load load, Timeouts timeouts, long chaosMicros, int memberCount) {
        this.draws = draws;
        this.load = load;
        this.timeouts = timeouts;
        this.chaosMicros = chaosMicros;
        this.memberCount = memberCount;
    }

    /** So many faults in about the order in which they happen. */
    List<Fault> faults(int count) {
        FaultKind[] kinds = new KindDraw(draws).kinds(count, memberCount - 1);
        int joiners = (int)
                List.of(kinds).stream().filter(kind -> kind == FaultKind.JOIN).count();
        Alive alive = new Alive(draws, memberCount - joiners);
        List<Fault> faults = new ArrayList<>();
        IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(this::permille))
                .forEach(i -> faults.add(fault(i, kinds[i], alive)));
        return faults;
    }

    private long permille(int i) {
        return draws.between("fault/when", i, 20, 900);
    }

    private Fault fault(int i, FaultKind kind, Alive alive) {
        Anchor anchor = anchor(i);
        if (kind == FaultKind.JOIN) {
            return Fault.join(anchor, alive.join());
        }
        if (kind == FaultKind.COORDINATOR_MOVED) {
            return Fault.coordinatorMoved(anchor, tenths("fault/for", i, 1, 100));
        }
        int member = alive.pick(i);
        return switch (kind) {
            case CRASH -> Fault.crash(anchor, member, restart(i, member, alive, 300));
            case LEAVE -> Fault.leave(anchor, member, restart(i, member, alive, 300));
            case PAUSE -> Fault.pause(anchor, member, pause(i));
            case SLOW_PROCESSING -> Fault.slowProcessing(anchor, member, slowProcessing(i));
            case ANSWER_DROPPED -> Fault.answerDropped(anchor, member, messages(i), only(i));
            case REQUEST_SWALLOWED -> Fault.requestSwallowed(anchor, member, messages(i), only(i));
            case CONNECTION_BROKEN -> Fault.connectionBroken(anchor, member, tenths("fault/for", i, 10, 600));
            default ->
                Fault.slow(anchor, member, tenths("fault/for", i, 10, 600), tenths("fault/extra", i, 1, 20) / 10);
        };
    }

    /** Half of the anchors are times; the others lie well below what the group has finished by then. */
    private Anchor anchor(int i) {
        long permille = permille(i);
        long finished = load.finishedPermille(permille) / 2;
        long kind = draws.pick("fault/anchor", i, 0, 0, 1, 2);
        if (kind == 0) {
            return new Anchor.AtTime(rounded(chaosMicros / 1_000 * permille));
        }
        if (kind == 1) {
            return new Anchor.GroupFinished(Math.max(1, load.perPartition() * load.partitions() * finished / 1_000));
        }
        long offset = load.perPartition() * finished / 1_000;
        int partition = (int) draws.between("fault/partition", i, 0, load.partitions() - 1);
        return new Anchor.RecordFinished(partition, Math.min(offset, load.perPartition() - 1));
    }

    private long restart(int i, int member, Alive alive, long mostTenths) {
        if (draws.percent("fault/forever", i, FOREVER_PERCENT) && alive.remove(member)) {
            return Fault.FOREVER;
        }
        return tenths("fault/for", i, 1, mostTenths);
    }

    /** Half of the pauses outlast the session, so that the member comes back as a zombie. */
    private long pause(int i) {
        return draws.percent("fault/zombie", i, 50)
                ? timeouts.sessionMicros() / 100 * draws.between("fault/for", i, 110, 200)
                : tenths("fault/for", i, 1, 50);
    }

    /** Half of the slow records outlast max.poll.interval.ms. */
    private long slowProcessing(int i) {
        return draws.percent("fault/late", i, 50)
                ? timeouts.maxPollIntervalMicros() / 100 * draws.between("fault/extra", i, 105, 150)
                : tenths("fault/extra", i, 1, 100);
    }

    private int messages(int i) {
        return (int) draws.between("fault/count", i, 1, 3);
    }

    private Request.@Nullable Kind only(int i) {
        long share = draws.between("fault/only", i, 0, 99);
        if (share < 60) {
            return Request.Kind.OFFSET_COMMIT;
        }
        if (share < 75) {
            return Request.Kind.HEARTBEAT;
        }
        return share < 85 ? Request.Kind.JOIN_GROUP : null;
    }

    /** To tenths of a second if it is long enough to have some. */
    private static long rounded(long micros) {
        long tenth = SECOND / 10;
        return micros < tenth ? micros : micros / tenth * tenth;
    }

    private long tenths(String dimension, int i, long min, long max) {
        return SECOND / 10 * draws.between(dimension, i, min, max);
    }
}
