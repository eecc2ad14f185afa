package io.offsetlab.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * From which worlds jqwik draws a {@code @ForAll Scenario}. Each attribute has the name and the words of the generator's options: a
 * number such as {@code 3}, or a range such as {@code 2..5} or {@code 10s..2m}; empty leaves the generator's default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
public @interface Worlds {

    /** {@code generated}, the name of a built-in scenario, or a file; only the generator's are different from seed to seed. */
    String scenario() default "generated";

    /** Processes, 1 to 64. */
    String members() default "";

    /** Partitions of all topics, 1 to 1,024. */
    String partitions() default "";

    /** Records of all partitions. */
    String records() default "";

    /** Faults, 0 to 1,000. */
    String faults() default "";

    /** Virtual time until the world heals. */
    String duration() default "";

    /** Mean time for a record. */
    String processing() default "";

    /** Records that come in a second, over all partitions. */
    String rate() default "";

    /** Kafka's {@code group.protocol} of the members: {@code classic}, {@code consumer}, or {@code drawn} for both. */
    String protocol() default "";
}
