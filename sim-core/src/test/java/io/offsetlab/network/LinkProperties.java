package io.offsetlab.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Connection;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Order under jitter, slowness and the end of it. */
final class LinkProperties {

    private static List<Integer> numbers(List<String> lines) {
        return lines.stream()
                .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1)))
                .toList();
    }

    @Property(tries = 300)
    void whatIsSentArrivesInTheOrderOfSendingInBothDirections(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 60) Integer> pauses,
            @ForAll @LongRange(max = 80) long jitter,
            @ForAll @LongRange(max = 100) long slowUntil,
            @ForAll long seed) {
        Wire wire = new Wire(new Latency(10, jitter), Connection.Node.COORDINATOR, seed, Pins.NONE);
        wire.faults.slowUntil(slowUntil, 150);
        List<Integer> sent = new ArrayList<>();
        long now = 0;
        for (int pause : pauses) {
            now += pause;
            wire.run(now).send();
            sent.add(sent.size());
        }
        wire.run(now + 1_000);

        assertThat(numbers(wire.there)).isEqualTo(sent);
        assertThat(numbers(wire.here)).isEqualTo(sent);
    }

    @Property(tries = 300)
    void eachRequestEndsExactlyOnceWhateverIsLost(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 300) Integer> pauses,
            @ForAll @IntRange(max = 5) int dropped,
            @ForAll @IntRange(max = 5) int swallowed,
            @ForAll @LongRange(max = 2_000) long broken) {
        Wire wire = new Wire(new Latency(10, 20), Connection.Node.COORDINATOR, 7, Pins.NONE);
        wire.faults.dropAnswers(dropped, null);
        wire.faults.swallowRequests(swallowed, null);
        wire.at(broken, () -> {
            wire.faults.breakUntil(broken + 100);
            wire.link.disconnect();
        });
        long now = 0;
        for (int pause : pauses) {
            now += pause;
            wire.run(now).send();
        }
        wire.run(now + 100_000);

        List<Integer> ended = wire.here.stream()
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).replace(" disconnected", "")))
                .sorted()
                .toList();
        List<Integer> sent = new ArrayList<>();
        for (int number = 0; number < pauses.size(); number++) {
            sent.add(number);
        }
        assertThat(ended).isEqualTo(sent);
        assertThat(wire.there).doesNotHaveDuplicates();
    }
}
