package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.app.RecordId;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policy;
import io.offsetlab.sink.SinkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that the files which the README shows are read, and mean what it says about them. */
final class FilesInTheReadmeTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    private static String block(String start) throws IOException {
        String readme = Files.readString(MODULE.resolve("../README.md"));
        int from = readme.indexOf("```yaml\n" + start);
        assertThat(from).as("the block that starts with " + start).isPositive();
        return readme.substring(from + 8, readme.indexOf("```", from + 8));
    }

    @Test
    void theApplicationHasEveryField() throws IOException {
        Scenario scenario = ScenarioText.read(
                "README", "name: w\nmembers: 1\ntopics: {orders: {records: 100}}\n" + block("application:"));
        assertThat(scenario.application())
                .isEqualTo(new Handling(
                        4,
                        Order.KEY,
                        10,
                        new Marked(1_000, List.of(new RecordId(0, 17))),
                        3,
                        Marked.oneIn(100),
                        2_000_000,
                        SinkSpec.buffered(100, 1_000_000),
                        5_000_000));
    }

    @Test
    void thePolicyWithWorkersIsRead() throws IOException {
        Policy policy = PolicyText.read("README", block("name: pool"));
        assertThat(policy.answers().which()).isEqualTo(Which.CONTIGUOUS);
        assertThat(policy.answers().when()).isEqualTo(When.EVERY_INTERVAL);
        assertThat(policy.answers().every()).isEqualTo(1_000);
        assertThat(policy.answers().onError()).isEqualTo(new OnError(Reaction.DEAD_LETTER, 3));
    }

    @Test
    void theRangesAreThoseOfTheGenerator() {
        String name = "generated:workers=1..4,poison=0..2,slow=0..2,order=key,sink=buffered";
        assertThat(ScenarioSource.named(name).name()).isEqualTo(name);
        assertThat(ScenarioSource.named(name).draw(3).application().order()).isEqualTo(Order.KEY);
    }
}
