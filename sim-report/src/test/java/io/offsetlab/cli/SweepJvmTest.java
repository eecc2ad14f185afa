package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A sweep may move into another JVM only from a plain {@code java -jar}; the tests' own JVM is none. */
final class SweepJvmTest {

    @Test
    void withoutAnotherJvmTheCommandIsCarriedOutHere() {
        assertThat(SweepJvm.NONE.carryOut(1_000_000)).isEmpty();
    }

    @Test
    void aJvmThatWasNotStartedAsAJarStaysTheOnlyOne() {
        assertThat(SweepJvm.ofThisProcess(new String[] {"compare"})).isSameAs(SweepJvm.NONE);
    }
}
