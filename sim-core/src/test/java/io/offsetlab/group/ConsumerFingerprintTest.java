package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever of a group of the consumer protocol can influence the future changes its fingerprint. */
final class ConsumerFingerprintTest {

    private static long after(GroupConfig config, Consumer<Town> steps) {
        Town town = new Town(config);
        steps.accept(town);
        return town.fingerprint();
    }

    private static void tellsApart(GroupConfig config, Consumer<Town> one, Consumer<Town> other) {
        assertThat(after(config, one)).as("the same again").isEqualTo(after(config, one));
        assertThat(after(config, other)).isNotEqualTo(after(config, one));
    }

    private static void tellsApart(Consumer<Town> one, Consumer<Town> other) {
        tellsApart(AT_ONCE, one, other);
    }

    private static Peer peer(Town town, Consumer<Peer> before) {
        Peer peer = new Peer(town, 0, null);
        before.accept(peer);
        peer.join();
        return peer;
    }

    @Test
    void aGroupAndItsMembersShow() {
        tellsApart(town -> {}, town -> Peer.joined(town, 0, "t"));
        tellsApart(town -> Peer.joined(town, 0, "t"), town -> Peer.joined(town, 1, "t"));
        tellsApart(town -> {}, town -> Peer.joined(town, 0, "t").leave());
    }

    @Test
    void whatAMemberSaidOfItselfShows() {
        tellsApart(town -> peer(town, peer -> {}), town -> peer(town, peer -> peer.assignor = "range"));
        tellsApart(town -> peer(town, peer -> {}), town -> peer(town, peer -> peer.topics = List.of("t", "nothing")));
        tellsApart(town -> peer(town, peer -> {}), town -> {
            Peer member = new Peer(town, 0, "i");
            member.join();
        });
    }

    /** Epochs, target and current assignment, and a pattern that is to be resolved. */
    @Test
    void howFarAMemberIsShows() {
        Consumer<Town> asked = town -> {
            Peer first = Peer.joined(town, 0, "t");
            Peer.joined(town, 1, "t");
            first.acknowledge();
        };
        tellsApart(
                town -> {
                    Peer.joined(town, 0, "t");
                    Peer.joined(town, 1, "t");
                },
                asked);
        tellsApart(asked, town -> {
            Peer first = Peer.joined(town, 0, "t");
            Peer.joined(town, 1, "t");
            first.acknowledge();
            first.owning(0, 1);
        });
        tellsApart(town -> new Peer(town, 0, "i").join(), town -> {
            Peer member = new Peer(town, 0, "i");
            member.join();
            member.leaveForNow();
        });
    }

    @Test
    void theEndOfASessionShows() {
        tellsApart(
                town -> {
                    Peer.joined(town, 0, "t");
                    town.pass(SECOND);
                },
                town -> {
                    Peer member = Peer.joined(town, 0, "t");
                    town.pass(SECOND);
                    member.beat();
                });
    }

    @Test
    void theEndOfTheTimeToGiveUpShows() {
        Consumer<Town> early = town -> {
            Peer first = Peer.joined(town, 0, "t");
            Peer.joined(town, 1, "t");
            first.acknowledge();
            town.pass(SECOND);
            first.beat();
        };
        Consumer<Town> late = town -> {
            Peer first = Peer.joined(town, 0, "t");
            Peer.joined(town, 1, "t");
            town.pass(SECOND);
            first.acknowledge();
        };
        tellsApart(early, late);
    }

    /** The group's epoch runs ahead of the target, and the time of the target counts. */
    @Test
    void aTargetThatIsStillToComeShows() {
        tellsApart(
                PLAIN,
                town -> {
                    Peer.joined(town, 0, "t");
                    town.pass(SECOND / 2);
                },
                town -> {
                    town.pass(SECOND / 2);
                    Peer.joined(town, 0, "t");
                });
        tellsApart(
                PLAIN,
                town -> {
                    Peer.joined(town, 0, "t");
                    Peer.joined(town, 1, "t");
                },
                town -> {
                    Peer.joined(town, 0, "t");
                    Peer.joined(town, 1, "t").join();
                    Peer.joined(town, 1, "u");
                });
    }

    /** The pattern, whether its topics are being looked for, what was found, and when. */
    @Test
    void aPatternShows() {
        tellsApart(pattern("t", 0, -1), pattern("u", 0, -1));
        tellsApart(pattern("t", 0, -1), pattern("t", 0, 0));
        tellsApart(pattern("[t]", 0, 0), pattern("[u]", 0, 0));
        tellsApart(pattern("t", SECOND, 0), pattern("t", 0, SECOND));
    }

    /** Joins with a pattern after some time, and lets the coordinator look for its topics unless the rest is negative. */
    private static Consumer<Town> pattern(String regex, long before, long rest) {
        return town -> {
            town.pass(before);
            Peer peer = new Peer(town, 0, null);
            peer.send(
                    new ConsumerGroupHeartbeat(peer.id, 0, null, Peer.REBALANCE_MICROS, null, regex, null, List.of()));
            if (rest >= 0) {
                town.pass(rest);
                peer.epoch = 2;
                peer.beat();
            }
        };
    }
}
