package io.offsetlab.scenario;

import io.offsetlab.app.Processing;
import io.offsetlab.log.Arrivals;
import io.offsetlab.scenario.Scenario.Topic;
import java.util.List;

/** Draws topics, how their records come, and how long one takes, so that the group is busy for a drawn share of the chaos. */
final class LoadDraw {
    private final Draws draws;
    private final Ranges ranges;
    private final long chaosMicros;

    /**
     * What was drawn.
     *
     * @param perPartition records of each partition
     * @param loadPermille how long the undisturbed group needs for all records, as a share of the chaos
     */
    record Load(List<Topic> topics, Processing processing, long perPartition, long loadPermille) {
        int partitions() {
            return topics.stream().mapToInt(Topic::partitions).sum();
        }

        /** How much of all records the undisturbed group has finished after a share of the chaos. */
        long finishedPermille(long timePermille) {
            long worked = timePermille * 1_000 / Math.max(1, loadPermille);
            return Math.min(1_000, Math.min(worked, timePermille + 100));
        }
    }

    private LoadDraw(Draws draws, Ranges ranges, long chaosMicros) {
        this.draws = draws;
        this.ranges = ranges;
        this.chaosMicros = chaosMicros;
    }

    static Load draw(Draws draws, Ranges ranges, int members, long chaosMicros) {
        return new LoadDraw(draws, ranges, chaosMicros).load(members);
    }

    private Load load(int members) {
        int partitions = (int) draws.in("partitions", ranges.partitions());
        long perPartition = perPartition(records(), partitions);
        long workers = Math.min(members, partitions);
        long share = draws.between("load", 0, 300, 1_200);
        Range given = ranges.processingMicros();
        long mean = given != null
                ? draws.in("processing", given)
                : share * (chaosMicros / 1_000) * workers / (perPartition * partitions);
        long load = mean * perPartition * partitions / workers / Math.max(1, chaosMicros / 1_000);
        return new Load(topics(partitions, perPartition), processing(Math.max(1, mean)), perPartition, load);
    }

    /** From the whole range, but a few thousand more often than many: small worlds show as much in less time. */
    private long records() {
        Range range = ranges.records();
        long span = draws.in("records", range) - range.min();
        return range.min() + span * draws.between("records-share", 0, 0, 1_000) / 1_000;
    }

    private long perPartition(long records, int partitions) {
        long up = (records + partitions - 1) / partitions;
        return Math.max(1, up * partitions > ranges.records().max() ? up - 1 : up);
    }

    /** With the drawn mean, and from one value to twice the base. */
    private Processing processing(long mean) {
        long jitter = mean * draws.pick("processing-jitter", 0, 0, 20, 50, 66) / 100;
        return new Processing(rounded(Math.max(1, mean - jitter / 2)), rounded(jitter));
    }

    private List<Topic> topics(int partitions, long records) {
        boolean two = partitions > 1 && draws.percent("topics", 0, 33);
        if (!two) {
            return List.of(new Topic("orders", partitions, arrivals(0, partitions, records)));
        }
        int first = (int) draws.between("split", 0, 1, partitions - 1);
        return List.of(
                new Topic("orders", first, arrivals(0, partitions, records)),
                new Topic("payments", partitions - first, arrivals(1, partitions, records)));
    }

    private Arrivals arrivals(int topic, int partitions, long records) {
        Range rate = ranges.ratePerSecond();
        long preloaded = rate != null
                ? 0
                : records * draws.pick("preloaded", topic, 100, 100, 100, 100, 100, 95, 90, 80, 50, 0) / 100;
        if (preloaded == records) {
            return Arrivals.burst(records);
        }
        long spread = chaosMicros / 100 * draws.between("spread", topic, 40, 85);
        long interval =
                rate != null ? partitions * 1_000_000L / draws.in("rate", rate) : spread / (records - preloaded);
        long every = Math.max(1, rounded(interval));
        return new Arrivals(preloaded, records, every, every / 4 * draws.between("arrival-jitter", topic, 0, 3), 0);
    }

    /** Down to two leading digits. */
    private static long rounded(long number) {
        long unit = 1;
        while (number / unit >= 100) {
            unit *= 10;
        }
        return number / unit * unit;
    }
}
