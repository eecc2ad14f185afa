package io.offsetlab.byo;

import io.offsetlab.byo.fiber.Fibers;
import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Programs;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.scenario.BadInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Blocking code over Kafka's {@code Consumer} that runs as the members of a simulated group, in place of a policy:
 *
 * <pre>{@code
 * OwnLoop mine = OwnLoop.named("mine")
 *         .config("enable.auto.commit", "false")
 *         .promises(InvariantName.LOSS)
 *         .runs(member -> new MyLoop(member.consumer(keys, values), member.effects()).run());
 * JudgedRun run = JudgedRun.of(scenario, mine, seed);
 * }</pre>
 *
 * Every life of every member calls the code once, on a thread of its own. One of these threads runs at any time; time is virtual. The
 * same scenario and seed give the same run.
 */
public final class OwnLoop implements Application {
    private static final String PREFIX = "own:";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Policy policy;
    private final Code code;
    private final boolean onPlatformThreads;
    private final Duration patience;
    private final Tally tally = new Tally();

    /** The code of a member. */
    @FunctionalInterface
    public interface Code {
        /**
         * Runs one life of a member. When it returns or throws, the process is over, as after {@code main}.
         *
         * @throws Exception whatever ends a process
         */
        void run(Member member) throws Exception;
    }

    private OwnLoop(Builder builder, Code code) {
        Promise promise = new Promise(builder.kept, builder.redelivery, builder.residue, builder.resumePoint);
        Policy shape = Policy.named(PREFIX + builder.name)
                .describedAs(builder.description)
                .build();
        this.policy = new Policy(shape.name(), shape.description(), builder.config, shape.answers(), promise, false);
        this.code = code;
        this.onPlatformThreads = builder.onPlatformThreads;
        this.patience = builder.patience;
    }

    /**
     * Starts the description of a loop that promises LOSS and STUCK, which is: no record is left without effect.
     *
     * @param name lower case with hyphens
     * @throws BadInput for another name
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** What is said of a loop besides its code. */
    public static final class Builder {
        private final String name;
        private final Map<String, String> config = new TreeMap<>();
        private String description = "code over Consumer";
        private List<InvariantName> kept = new ArrayList<>(List.of(InvariantName.LOSS, InvariantName.STUCK));
        private Formula redelivery = Formula.UNBOUNDED;
        private Formula residue = Formula.UNBOUNDED;
        private ResumePoint resumePoint = ResumePoint.COMMITTED_OFFSET;
        private boolean onPlatformThreads;
        private Duration patience = Duration.ofSeconds(10);

        private Builder(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new BadInput("the name of a loop: found \"" + name
                        + "\", allowed are lower case letters and digits with single hyphens between them");
            }
            this.name = name;
        }

        /** One line for reports. */
        public Builder describedAs(String line) {
            description = line;
            return this;
        }

        /** A setting of the consumers by Kafka's key; it wins over the scenario's, and one that the code passes wins over it. */
        public Builder config(String key, String value) {
            config.put(key, value);
            return this;
        }

        /** The invariants that the loop declares to keep; replaces what was promised before. */
        public Builder promises(InvariantName... invariants) {
            kept = new ArrayList<>(Arrays.asList(invariants));
            return this;
        }

        /** Promises BOUND with this formula. */
        public Builder repeatsAtMost(Formula formula) {
            redelivery = formula;
            kept.add(InvariantName.BOUND);
            return this;
        }

        /** Promises RESIDUE with this formula. */
        public Builder leavesAtMost(Formula formula) {
            residue = formula;
            kept.add(InvariantName.RESIDUE);
            return this;
        }

        /** Its progress stands in the {@linkplain Member#externalStore() external store}, not in committed offsets. */
        public Builder resumesFromStore() {
            resumePoint = ResumePoint.EXTERNAL_STORE;
            return this;
        }

        /** Runs members on pooled platform threads even where virtual threads could be used. */
        public Builder onPlatformThreads() {
            onPlatformThreads = true;
            return this;
        }

        /** How much real time the code may take between two calls of ours before the run is given up; 10 seconds unless said. */
        public Builder patience(Duration realTime) {
            patience = realTime;
            return this;
        }

        /** The finished loop. */
        public OwnLoop runs(Code code) {
            return new OwnLoop(this, code);
        }
    }

    /** Whether a policy stands for code of somebody's own, which nobody has but the test that runs it. */
    public static boolean describes(Policy policy) {
        return policy.name().startsWith(PREFIX);
    }

    /** Name (behind {@code own:}), promise and config. Its answers describe no loop. */
    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean tellsItsState() {
        return false;
    }

    /** What all runs of this loop have come to so far. */
    public Tally tally() {
        return tally;
    }

    /** Whether members run on virtual threads here; on pooled platform threads otherwise, with the same results. */
    public boolean carriedByVirtualThreads() {
        return !onPlatformThreads && Fibers.virtualThreadsAreAvailable();
    }

    Code code() {
        return code;
    }

    boolean onPlatformThreads() {
        return onPlatformThreads;
    }

    Duration patience() {
        return patience;
    }

    @Override
    public Programs begin() {
        return new Hosting(this);
    }
}
