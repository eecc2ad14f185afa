package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Protocol;
import io.offsetlab.protocol.Request.Subscription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Equal prefixes have equal fingerprints, and each thing that can influence the future changes them. */
final class FingerprintTest {

    /** The same start twice, then one more thing in the second: it must show. */
    private static void tellsApart(GroupConfig config, Consumer<Town> start, Consumer<Town> more) {
        Town one = new Town(config);
        Town other = new Town(config);
        start.accept(one);
        start.accept(other);
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());

        more.accept(other);
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    private static void tellsApart(Consumer<Town> start, Consumer<Town> more) {
        tellsApart(PLAIN, start, more);
    }

    private static void isBlindTo(Consumer<Town> one, Consumer<Town> other) {
        Town first = new Town(PLAIN);
        Town second = new Town(PLAIN);
        one.accept(first);
        other.accept(second);
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    private static Process stranger(Town town, int number) {
        return new Process(town, new Origin(number, 0), null);
    }

    @Test
    void aStoredOffsetShows() {
        tellsApart(town -> town.coordinator.commitDirectly(0, 5, 0), town -> town.coordinator.commitDirectly(0, 6, 0));
        tellsApart(town -> town.coordinator.commitDirectly(0, 5, 0), town -> town.coordinator.commitDirectly(1, 5, 0));
    }

    @Test
    void aPendingIdShows() {
        tellsApart(town -> town.stableGroup(1), town -> stranger(town, 7).ask());
    }

    @Test
    void aParkedJoinShows() {
        tellsApart(town -> {}, town -> stranger(town, 7).join());
    }

    @Test
    void theEndOfASessionShows() {
        Town one = new Town(PLAIN);
        Town other = new Town(PLAIN);
        Process member = one.stableGroup(2).get(1);
        other.stableGroup(2);
        one.pass(SECOND);
        other.pass(SECOND);
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());

        member.heartbeat();

        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void whoLeadsShows() {
        tellsApart(town -> {}, town -> town.stableGroup(2));
        Town one = new Town(PLAIN);
        Town other = new Town(PLAIN);
        List<Process> pair = List.of(stranger(one, 0), stranger(one, 1));
        List<Process> reversed = List.of(stranger(other, 1), stranger(other, 0));
        one.stabilize(pair);
        other.stabilize(reversed);
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void whoIsStillToSyncShows() {
        tellsApart(
                town -> {
                    Process leader = stranger(town, 0);
                    Inbox join = leader.join();
                    stranger(town, 1).join();
                    town.pass(0);
                    leader.learn(join).syncAsLeader(join.joined().members());
                },
                town -> {
                    Process follower = stranger(town, 1);
                    follower.memberId = "1-1";
                    follower.generation = 1;
                    follower.sync();
                });
    }

    @Test
    void theExtensionOfTheInitialDelayShows() {
        GroupConfig patient = PLAIN.withInitialRebalanceDelay(3 * SECOND);
        tellsApart(
                patient,
                town -> {
                    stranger(town, 0).join();
                    town.pass(SECOND);
                },
                town -> stranger(town, 1).join());
    }

    @Test
    void whatIsNotReplicatedShowsOnlyUntilItIs() {
        Consumer<Town> start = town -> town.coordinator.commitDirectly(0, 5, 0);
        Consumer<Town> more = town -> {
            Process standalone = stranger(town, 0);
            standalone.commit(Offsets.of(0, 5));
        };
        tellsApart(PLAIN.withReplication(1_000), start, more);

        Town one = new Town(PLAIN.withReplication(1_000));
        Town other = new Town(PLAIN);
        more.accept(one);
        more.accept(other);
        one.pass(1_000);
        other.pass(1_000);
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
    }

    @Test
    void aMoveShowsUntilItIsDiscovered() {
        tellsApart(town -> town.stableGroup(1), town -> town.coordinator.move(0));
        tellsApart(
                town -> {
                    town.stableGroup(1);
                    town.coordinator.move(0);
                },
                town -> stranger(town, 0).findCoordinator());
        tellsApart(town -> town.stableGroup(1), town -> town.coordinator.move(SECOND));
    }

    @Test
    void theRecordInTheLogShows() {
        tellsApart(town -> town.stableGroup(1), town -> {
            Process again = stranger(town, 0);
            again.memberId = "0-0";
            again.ask();
        });
    }

    @Test
    void memberIdsAndAbsoluteTimesDoNotShow() {
        isBlindTo(town -> town.stableGroup(1), town -> {
            stranger(town, 9).ask();
            town.pass(10 * SECOND);
            town.coordinator.expireOffsets();
            town.stableGroup(1);
            assertThat(town.coordinator.currentGeneration()).isEqualTo(1);
        });
    }

    @Test
    void eachPartOfARequestShows() {
        Subscription plain = new Subscription(List.of("t"), List.of(1), 2, null);
        List<Subscription> different = List.of(
                plain,
                new Subscription(List.of("u"), List.of(1), 2, null),
                new Subscription(List.of("t"), List.of(3), 2, null),
                new Subscription(List.of("t"), List.of(1), 3, null),
                new Subscription(List.of("t"), List.of(1), 2, ByteBuffer.wrap(new byte[] {1})),
                new Subscription(List.of("t"), List.of(1), 2, ByteBuffer.wrap(new byte[] {2})));

        assertThat(different.stream()
                        .map(subscription ->
                                value(out -> Fingerprints.protocols(out, List.of(new Protocol("range", subscription)))))
                        .distinct())
                .hasSize(different.size());
        assertThat(value(out -> Fingerprints.assignment(out, new Assignment(List.of(1), null))))
                .isNotEqualTo(value(out -> Fingerprints.assignment(out, Assignment.EMPTY)));
    }

    private static long value(Fingerprinted part) {
        return new Fingerprint(0).add(part).value();
    }
}
