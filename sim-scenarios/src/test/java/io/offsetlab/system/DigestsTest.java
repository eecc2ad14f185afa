package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.trace.RunHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Risk: a run of the same world comes out differently, and nobody notices. The digests of 200 runs are committed; they change only
 * together with the version of the engine.
 */
final class DigestsTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path COMMITTED = MODULE.resolve("src/test/resources/digests.txt");
    private static final Path RECOMPUTED = MODULE.resolve("target/digests.txt");
    private static final String ENGINE = "engine " + RunHeader.ENGINE_VERSION;
    private static final String UPDATE =
            "mvn -q -pl sim-scenarios -am test -Dtest=DigestsTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Ddigests.update=true";
    private static final int SEEDS = 20;
    private static final List<Policy> POLICIES = Policies.all().subList(0, 10);
    private static final ScenarioSource SOURCE = ScenarioSource.generated(Ranges.DEFAULT.with("records", "200..1000"));

    @Test
    void noRunComesOutDifferentlyUnderTheSameEngineVersion() throws IOException {
        List<String> now = recompute();
        write(RECOMPUTED, now);
        if (Boolean.getBoolean("digests.update")) {
            write(COMMITTED, now);
        }
        List<String> committed = Files.readAllLines(COMMITTED);
        assertThat(committed.get(0))
                .as("%s holds the digests of another engine; write it anew: %s", COMMITTED, UPDATE)
                .isEqualTo(ENGINE);
        for (int i = 0; i < now.size(); i++) {
            String before = i < committed.size() ? committed.get(i) : "nothing";
            if (!before.equals(now.get(i))) {
                fail("a run came out differently (seed, policy, digest): committed is \"" + before + "\", now it is \""
                        + now.get(i) + "\", in worlds of " + SOURCE.name()
                        + ". If that is meant, raise RunHeader.ENGINE_VERSION and regenerate: " + UPDATE);
            }
        }
        assertThat(committed).hasSameSizeAs(now);
    }

    private static List<String> recompute() {
        List<String> lines = new ArrayList<>();
        lines.add(ENGINE);
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = SOURCE.draw(seed).toWorld(seed);
            for (Policy policy : POLICIES) {
                lines.add(seed + " " + policy.name() + " "
                        + new Cluster(world, policy, Skipping.ON).run().digestText());
            }
        }
        return lines;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
