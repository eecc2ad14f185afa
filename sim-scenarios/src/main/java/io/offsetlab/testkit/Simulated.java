package io.offsetlab.testkit;

import io.offsetlab.byo.SimulatedKafka;
import io.offsetlab.protocol.InvariantName;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test method that is called once for each seed, with a parameter that comes from the seed: a {@link SimulatedGroup} to add members
 * to, whose world is drawn, or a {@link SimulatedKafka} that the method calls step by step, whose messages take up to a millisecond longer, as the seed has it.
 *
 * <p>All seeds together are one test case. A seed that fails follows as a test case of its own, whose message is the bug report of the
 * smallest world that fails in the same way; the last line replays it: the system property {@value SimulatedExtension#REPLAY} runs
 * that seed or token alone. The lines of a corpus file come first, each as a test case.
 *
 * <p>The method is called many times on one instance of its class. What it needs fresh each time belongs into the method:
 * {@code @BeforeEach} runs once a test case.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(SimulatedExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface Simulated {

    /** How many seeds, 1 to 1,000,000. */
    int seeds() default 100;

    /**
     * The first seed. It is fixed, so that no build is red by chance; the system property {@value SimulatedExtension#BASE} draws
     * others, a nightly build's from the date, say.
     */
    long base() default 1;

    /** After how many failing seeds no further ones are tried, 1 to 100. */
    int failures() default 1;

    /** How many smaller worlds a failing seed may try; 0 reports the world as it was drawn. */
    int smallerWorlds() default 1_000;

    /** The name of the corpus file, beside the class or at the top of the class path; empty for none. */
    String corpus() default "offsetlab-seeds.txt";

    /** What the group must keep, judged when the method has returned; it may assert more by itself. */
    InvariantName[] keeps() default {InvariantName.LOSS, InvariantName.STUCK};

    /** {@code generated}, the name of a built-in scenario, or a file; only the generator's are different from seed to seed. */
    String scenario() default "generated";

    /** Processes, 1 to 64: a number, or a range such as {@code 2..5}. The same words, here and below, as the generator's options. */
    String members() default "";

    /** Partitions of all topics, 1 to 1,024. */
    String partitions() default "";

    /** Records of all partitions. */
    String records() default "";

    /** Faults, 0 to 1,000. */
    String faults() default "";

    /** Virtual time until the world heals, such as {@code 10s..2m}. */
    String duration() default "";

    /** Mean time for a record. */
    String processing() default "";

    /** Records that come in a second, over all partitions. */
    String rate() default "";

    /**
     * Kafka's {@code group.protocol} of the members, {@code classic} or {@code consumer}, in generated worlds also {@code drawn} for
     * both; empty leaves the scenario's. The code's own settings need not say it.
     */
    String protocol() default "";

    /** Bugs of Kafka that the consumers are not to have, by their names, such as {@code KAFKA-18641}. */
    String[] fixes() default {};

    /** More settings of the consumers by Kafka's keys, such as {@code max.poll.records=50}. */
    String[] client() default {};
}
