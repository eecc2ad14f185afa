package io.offsetlab.scenario;

import io.offsetlab.app.Processing;
import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.network.Latency;
import io.offsetlab.scenario.Scenario.Topic;
import io.offsetlab.scenario.Scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.GroupProtocol;

/**
 * Draws a whole world from a seed: members, topics, load, timeouts, and faults of kinds that each seed switches on or off. The
 * same seed and ranges give the same scenario for one engine version.
 */
public final class ScenarioGenerator {
    private static final long SECOND = 1_000_000;
    private static final int STAGGERED_PERCENT = 30;

    private final Ranges ranges;
    private final boolean forEitherProtocol;

    public ScenarioGenerator(Ranges ranges) {
        this(ranges, false);
    }

    private ScenarioGenerator(Ranges ranges, boolean forEitherProtocol) {
        this.ranges = ranges;
        this.forEitherProtocol = forEitherProtocol;
    }

    /** Of worlds in which groups of both protocols come to rest: where it matters, a poll returns fewer records. */
    ScenarioGenerator forEitherProtocol() {
        return new ScenarioGenerator(ranges, true);
    }

    private int polls(Draws draws) {
        return forEitherProtocol || ranges.protocol().meetsConsumer(draws)
                ? Timeouts.POLLS_CONSUMER
                : Timeouts.POLLS_CLASSIC;
    }

    /** The scenario of a seed; the world that it is run in should have the same seed. */
    public Scenario draw(long seed) {
        Draws draws = new Draws(seed);
        long chaosMicros = whole(draws.in("duration", ranges.durationMicros()));
        int memberCount = (int) draws.in("members", ranges.members());
        LoadDraw.Load load = LoadDraw.draw(draws, ranges, memberCount, chaosMicros);
        Timeouts timeouts = Timeouts.draw(draws, chaosMicros, load.processing(), polls(draws));
        FaultDraw drawn = new FaultDraw(draws, load, timeouts, chaosMicros, memberCount);
        List<Fault> faults = drawn.faults((int) draws.in("faults", ranges.faults()));
        Scenario classic = Scenario.named("generated")
                .about("drawn from seed " + seed)
                .members(members(draws, memberCount, faults))
                .topics(load.topics())
                .workload(new Workload(
                        load.processing(),
                        (int) draws.pick("record-bytes", 0, 100, 100, 1_000),
                        draws.pick("poll-timeout", 0, 100_000, 100_000, 500_000, SECOND)))
                .application(ranges.application().draw(draws, load))
                .latency(latency(draws))
                .client(client(draws, timeouts, load.processing()))
                .broker(GroupConfig.DEFAULTS.withInitialRebalanceDelay(draws.pick("initial-delay", 0, 0, 3 * SECOND)))
                .faults(faults)
                .until(chaosMicros)
                .quiesce(quiesce(load, timeouts))
                .build();
        return ranges.protocol().isConsumer(draws) ? ProtocolDraw.of(draws, classic) : classic;
    }

    /**
     * Faults as another seed would draw them for the world of a seed: of its size, load and timeouts, other kinds at other moments.
     */
    public List<Fault> faults(long seed, long otherSeed) {
        Draws draws = new Draws(seed);
        long chaosMicros = whole(draws.in("duration", ranges.durationMicros()));
        int memberCount = (int) draws.in("members", ranges.members());
        LoadDraw.Load load = LoadDraw.draw(draws, ranges, memberCount, chaosMicros);
        Timeouts timeouts = Timeouts.draw(draws, chaosMicros, load.processing(), polls(draws));
        Draws others = new Draws(otherSeed);
        List<Fault> faults = new FaultDraw(others, load, timeouts, chaosMicros, memberCount)
                .faults((int) others.in("faults", ranges.faults()));
        return ranges.protocol().isConsumer(draws) ? GroupTerms.faults(faults, GroupProtocol.CONSUMER) : faults;
    }

    /** Enough for one member to work through everything twice, after the longest timeouts. */
    private static long quiesce(LoadDraw.Load load, Timeouts timeouts) {
        Processing processing = load.processing();
        long records = load.topics().stream()
                .mapToLong(topic -> topic.partitions() * topic.arrivals().total())
                .sum();
        long work = records * (processing.baseMicros() + processing.jitterMicros());
        long arriving = load.topics().stream()
                .mapToLong(ScenarioGenerator::lastArrival)
                .max()
                .orElse(0);
        long bound = 600 * SECOND + arriving + 2 * work + 4 * timeouts.maxPollIntervalMicros();
        return Math.min(Limits.DURATION_MICROS, whole(bound) + SECOND);
    }

    private static long lastArrival(Topic topic) {
        Arrivals arrivals = topic.arrivals();
        return arrivals.startMicros() + 2 * arrivals.intervalMicros() * arrivals.total();
    }

    private static Map<String, String> client(Draws draws, Timeouts timeouts, Processing processing) {
        Map<String, String> config = timeouts.config(draws);
        new MembershipDraw(draws).assignor(config, processing.baseMicros() + processing.jitterMicros());
        return config;
    }

    /** Those that a JOIN starts are the last ones. */
    private List<MemberSpec> members(Draws draws, int count, List<Fault> faults) {
        long joiners =
                faults.stream().filter(fault -> fault.kind() == FaultKind.JOIN).count();
        boolean staggered = draws.percent("staggered", 0, STAGGERED_PERCENT);
        MembershipDraw membership = new MembershipDraw(draws);
        List<MemberSpec> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long late = staggered && i > 0 ? draws.between("start", i, 0, 50) * 100_000 : 0;
            MemberSpec member =
                    new MemberSpec("member-" + (i + 1), i >= count - joiners ? MemberSpec.STARTS_BY_FAULT : late);
            MemberSpec alive = member.withProtocols(ranges.protocol().ofMember(draws, i));
            members.add(membership.isStatic(i) ? alive.withInstanceId("instance-" + (i + 1)) : alive);
        }
        return members;
    }

    private static Latency latency(Draws draws) {
        long base = draws.pick("latency", 0, 200, 500, 500, 1_000, 2_000, 5_000);
        return new Latency(base, base * draws.between("latency-jitter", 0, 0, 4) / 4);
    }

    /** Whole seconds if it is long enough to have some. */
    private static long whole(long micros) {
        return micros < SECOND ? micros : micros / SECOND * SECOND;
    }
}
