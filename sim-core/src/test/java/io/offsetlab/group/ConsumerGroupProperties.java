package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.protocol.Errors;

/** What holds after any sequence of heartbeats, departures, silences and moves of the coordinator. */
final class ConsumerGroupProperties {
    private static final int PEERS = 4;
    private static final int PARTITIONS = 6;

    private final Town town = new Town(AT_ONCE);
    private final List<Peer> peers = new ArrayList<>();
    private Random random = new Random(0);

    private void steps(long seed, int count) {
        random = new Random(seed);
        for (int i = 0; i < PEERS; i++) {
            peers.add(new Peer(town, i, i == 0 ? "i" : null));
        }
        for (int i = 0; i < count; i++) {
            step(peers.get(random.nextInt(PEERS)));
        }
    }

    private void step(Peer peer) {
        switch (random.nextInt(12)) {
            case 0, 1 -> peer.join();
            case 2, 3, 4 -> peer.acknowledge();
            case 5, 6 -> peer.beat();
            case 7 -> peer.subscribe(random.nextBoolean() ? new String[] {"t"} : new String[] {"t", "u"});
            case 8 -> peer.leave();
            case 9 -> town.pass(random.nextInt(40) * Town.SECOND);
            case 10 -> peer.send(new io.offsetlab.protocol.Request.FindCoordinator());
            default -> {
                if (random.nextInt(4) == 0) {
                    town.coordinator.move(0);
                } else if (peer.instanceId != null) {
                    peer.leaveForNow();
                }
            }
        }
    }

    @Property(tries = 200)
    void noTwoMembersHoldAPartition(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        steps(seed, 120);
        TreeMap<String, int[]> held = new TreeMap<>();
        for (GroupFact.CurrentAssignment fact : town.facts(GroupFact.CurrentAssignment.class)) {
            TreeSet<Integer> own = new TreeSet<>();
            for (int partition : fact.assigned()) {
                own.add(partition);
            }
            for (int partition : fact.pending()) {
                own.add(partition);
            }
            held.put(
                    fact.member() + "." + fact.incarnation(),
                    own.stream().mapToInt(Integer::intValue).toArray());
            int[] holders = new int[PARTITIONS];
            held.values().forEach(partitions -> {
                for (int partition : partitions) {
                    holders[partition]++;
                }
            });
            assertThat(holders).as("holders after %s", fact).doesNotContain(2, 3, 4);
        }
    }

    @Property(tries = 200)
    void aQuietHeartbeatChangesNothingButTheSession(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        steps(seed, 60);
        for (Peer peer : peers) {
            ConsumerGroupHeartbeat request = peer.request(peer.epoch, null, false);
            if (town.coordinator.answersQuietly(request)) {
                int facts = town.facts.size();
                ConsumerGroupState before = town.coordinator.consumerState();
                var answer = (io.offsetlab.protocol.Answer.ConsumerGroupHeartbeat)
                        peer.send(request).answer();
                assertThat(answer.error()).isEqualTo(Errors.NONE);
                assertThat(answer.memberEpoch()).isEqualTo(peer.epoch);
                assertThat(answer.assigned()).isNull();
                assertThat(town.facts).hasSize(facts);
                assertThat(town.coordinator.consumerState()).isEqualTo(before);
            }
        }
    }

    /** A living group comes to rest: every partition of what is subscribed has one holder. */
    @Property(tries = 200)
    void membersThatAcknowledgeComeToTheTarget(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        steps(seed, 60);
        for (int round = 0; round < 8; round++) {
            for (Peer peer : peers) {
                peer.send(new io.offsetlab.protocol.Request.FindCoordinator());
                Errors error = peer.acknowledge().error();
                if (error != Errors.NONE) {
                    peer.join();
                }
            }
        }
        assertThat(town.coordinator.consumerState()).isIn(ConsumerGroupState.STABLE, ConsumerGroupState.RECONCILING);
        for (int partition = 0; partition < 4; partition++) {
            assertThat(town.coordinator.owner(partition))
                    .as("holder of %d", partition)
                    .isNotNull();
        }
    }
}
