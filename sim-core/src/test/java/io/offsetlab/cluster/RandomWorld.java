package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.MS;
import static io.offsetlab.cluster.SmallWorld.SECOND;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.protocol.Request;
import io.offsetlab.sink.SinkSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Small worlds of all shapes, each drawn from a number. */
final class RandomWorld {
    /** Producing in transactions goes with few other answers. */
    private static final List<Send> SENDS =
            Arrays.stream(Send.values()).filter(send -> !send.isTransactional()).toList();

    private static final Request.Kind[] KINDS = {
        Request.Kind.OFFSET_COMMIT, Request.Kind.HEARTBEAT, Request.Kind.JOIN_GROUP, Request.Kind.SYNC_GROUP
    };

    private final Random random;
    private final int members;
    private final int partitions;

    private RandomWorld(long number) {
        random = new Random(number);
        members = between(1, 3);
        partitions = between(1, 4);
    }

    static World of(long number) {
        return new RandomWorld(number).draw(number);
    }

    /** The same world with clients of the consumer protocol, and faults on its heartbeats. */
    static World ofConsumerProtocol(long number) {
        World classic = of(number);
        List<Fault> faults = classic.faults().stream()
                .map(fault -> fault.only() == Request.Kind.HEARTBEAT || fault.only() == Request.Kind.JOIN_GROUP
                        ? new Fault(
                                fault.kind(),
                                fault.anchor(),
                                fault.member(),
                                fault.durationMicros(),
                                fault.extraMicros(),
                                fault.count(),
                                Request.Kind.CONSUMER_GROUP_HEARTBEAT)
                        : fault)
                .toList();
        boolean mended = number % 3 == 0;
        return new SmallWorld()
                .consumerProtocol()
                .like(classic)
                .with(faults.toArray(new Fault[0]))
                .fixes(mended ? EnumSet.allOf(KafkaFix.class) : EnumSet.noneOf(KafkaFix.class))
                .build();
    }

    /** The same world with an application in which something can happen to single records. */
    static World withApplication(long number) {
        World world = of(number);
        Random random = new Random(~number);
        Handling application = Handling.PLAIN
                .withWorkers(1 + random.nextInt(4), Order.values()[random.nextInt(3)])
                .withKeys(1 + random.nextInt(5))
                .withPoison(marked(random), 1 + random.nextInt(3))
                .withSlow(marked(random), (1 + random.nextInt(900)) * MS)
                .withRestart(random.nextInt(3) * SECOND);
        int kind = random.nextInt(SinkSpec.Kind.values().length);
        return world.withApplication(application.withSink(
                switch (SinkSpec.Kind.values()[kind]) {
                    case BUFFERED -> SinkSpec.buffered(1 + random.nextInt(50), 1 + random.nextInt(3) * SECOND);
                    case DEDUPE_AFTER -> SinkSpec.dedupeAfter(1 + random.nextInt(20_000));
                    default -> new SinkSpec(SinkSpec.Kind.values()[kind], 0, 0, 0);
                }));
    }

    private static Marked marked(Random random) {
        return random.nextBoolean() ? Marked.NONE : Marked.oneIn(5 + random.nextInt(60));
    }

    /** A policy of any answers, which most often promises nothing that it could keep. */
    static Policy policy(long number) {
        Random random = new Random(number * 31);
        Answers answers = new Answers(
                any(random, Which.values()),
                any(random, When.values()),
                1 + random.nextInt(400),
                SENDS.get(random.nextInt(SENDS.size())),
                any(random, AtHandOver.values()),
                any(random, AtHandOver.values()),
                any(random, AtHandOver.values()),
                any(random, Forget.values()),
                random.nextInt(4) > 0 ? StartFrom.COMMITTED_OFFSET : StartFrom.EXTERNAL_STORE,
                any(random, Storing.values()),
                new OnError(any(random, OnError.Reaction.values()), 1 + random.nextInt(3)));
        if (answers.when() == When.IN_BACKGROUND) {
            return Policy.named("any").build().withAnswers(asynchronous(answers));
        }
        return Policy.named("any").build().withAnswers(answers);
    }

    private static Answers asynchronous(Answers answers) {
        return new Answers(
                answers.which(),
                answers.when(),
                answers.every(),
                Send.ASYNC,
                answers.onRevoke(),
                answers.onLost(),
                answers.onClose(),
                answers.forget(),
                answers.startFrom(),
                answers.storing(),
                answers.onError());
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private World draw(long seed) {
        SmallWorld world = new SmallWorld()
                .seed(seed)
                .members(members, 1)
                .partitions(partitions)
                .arrivals(arrivals())
                .processing(between(1, 20) * MS, between(0, 1) * between(1, 9_000))
                .latency(between(100, 3_000), between(0, 2_000))
                .groupConfig(GroupConfig.DEFAULTS
                        .withInitialRebalanceDelay(between(0, 3) * SECOND)
                        .withReplication(between(0, 2) * 700))
                .chaos(between(10, 60) * SECOND)
                .with("max.poll.records", String.valueOf(between(1, 60)))
                .with("auto.commit.interval.ms", String.valueOf(between(100, 5_000)))
                .with("request.timeout.ms", String.valueOf(between(2, 30) * 1_000));
        for (int i = between(0, 4); i > 0; i--) {
            world.with(fault());
        }
        return world.build();
    }

    private Arrivals arrivals() {
        int records = between(20, 300);
        return switch (random.nextInt(3)) {
            case 0 -> Arrivals.burst(records);
            case 1 -> Arrivals.rate(records, 70 * MS, between(0, 60) * MS);
            default -> new Arrivals(records / 2, records, 200 * MS, 0, between(0, 5) * SECOND);
        };
    }

    private Fault fault() {
        FaultKind kind = FaultKind.values()[random.nextInt(FaultKind.values().length)];
        int member = kind == FaultKind.JOIN ? members : random.nextInt(members);
        Anchor anchor = anchor();
        return switch (kind) {
            case CRASH -> Fault.crash(anchor, member, random.nextBoolean() ? Fault.FOREVER : between(1, 20) * SECOND);
            case PAUSE -> Fault.pause(anchor, member, between(1, 20) * SECOND);
            case SLOW_PROCESSING -> Fault.slowProcessing(anchor, member, between(1, 25) * SECOND);
            case LEAVE -> Fault.leave(anchor, member, between(0, 9) * SECOND);
            case JOIN -> Fault.join(anchor, member);
            case ANSWER_DROPPED -> Fault.answerDropped(anchor, member, between(1, 3), only());
            case REQUEST_SWALLOWED -> Fault.requestSwallowed(anchor, member, between(1, 3), only());
            case CONNECTION_BROKEN -> Fault.connectionBroken(anchor, member, between(1, 12_000) * MS);
            case SLOW -> Fault.slow(anchor, member, between(1, 9) * SECOND, between(1, 400) * MS);
            case COORDINATOR_MOVED -> Fault.coordinatorMoved(anchor, between(0, 3_000) * MS);
        };
    }

    private Request.Kind only() {
        return KINDS[random.nextInt(KINDS.length)];
    }

    private Anchor anchor() {
        return switch (random.nextInt(4)) {
            case 0 -> new Anchor.AtTime(between(1, 20_000) * MS);
            case 1 -> new Anchor.RecordFinished(random.nextInt(partitions), between(0, 100));
            case 2 -> new Anchor.GroupFinished(between(1, 200));
            default ->
                new Anchor.Place(
                        random.nextInt(members), 0, Step.values()[random.nextInt(Step.values().length)], between(1, 9));
        };
    }
}
