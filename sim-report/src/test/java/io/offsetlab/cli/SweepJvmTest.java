package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A sweep moves into another JVM only from a plain {@code java -jar} on our own jar, and its exit code comes back. */
final class SweepJvmTest {
    private static final Path OURS = Path.of("/opt/offsetlab.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static SweepJvm started(String... words) {
        return SweepJvm.of("java", words, OURS, new String[] {"compare", "--seeds", "500"});
    }

    @Test
    void theCommandIsTheSameBesideTheSettings() {
        assertThat(started("-jar", OURS.toString(), "compare", "--seeds", "500").command())
                .startsWith("java", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:FreqInlineSize=60")
                .endsWith("-jar", OURS.toString(), "compare", "--seeds", "500");
    }

    @Test
    void anyOptionOfOnesOwnKeepsTheJvmThatWasStarted() {
        assertThat(started("-Xmx64m", "-jar", OURS.toString())).isSameAs(SweepJvm.NONE);
        assertThat(started("-cp", OURS.toString(), "io.offsetlab.cli.Main")).isSameAs(SweepJvm.NONE);
    }

    @Test
    void anotherJarIsNotStartedAgain() {
        assertThat(started("-jar", "/opt/other.jar")).isSameAs(SweepJvm.NONE);
        assertThat(SweepJvm.ofThisProcess(new String[] {"compare"})).isSameAs(SweepJvm.NONE);
    }

    @Test
    void aPathIsOursHoweverItIsWritten() {
        assertThat(started("-jar", "/opt/lib/../offsetlab.jar")).isNotSameAs(SweepJvm.NONE);
    }

    @Test
    void fewRunsAreNotWorthASecondStart() {
        SweepJvm jvm = SweepJvm.of(JAVA.toString(), new String[] {"-jar", OURS.toString()}, OURS, new String[0]);

        assertThat(jvm.carryOut(1_999)).isEmpty();
        assertThat(jvm.carryOut(2_000)).as("there is no such jar").hasValue(1);
    }

    @Test
    void ifItCannotBeStartedTheCommandIsCarriedOutHere() {
        SweepJvm jvm = SweepJvm.of("/no/such/java", new String[] {"-jar", OURS.toString()}, OURS, new String[0]);

        assertThat(jvm.carryOut(1_000_000)).isEmpty();
        assertThat(SweepJvm.NONE.carryOut(1_000_000)).isEmpty();
    }
}
