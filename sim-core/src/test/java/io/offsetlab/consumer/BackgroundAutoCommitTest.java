package io.offsetlab.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Risk: auto-commit of the consumer protocol that commits less, or more, than Kafka's background thread does. */
final class BackgroundAutoCommitTest {
    private static final long SECOND = Lab.SECOND;

    private static Application member(Lab lab, Set<KafkaFix> fixes, String... settings) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "group.protocol", "consumer",
                "auto.offset.reset", "earliest",
                "auto.commit.interval.ms", "300",
                "max.poll.records", "1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return lab.start(ClientConfig.parse(all).withFixes(fixes)).subscribe();
    }

    /** Polls once after each interval; returns how often the record that was returned was committed already. */
    private static int commitsAhead(Set<KafkaFix> fixes) {
        Lab lab = new Lab(1, 60);
        Application member = member(lab, fixes);
        lab.settle(member);
        int ahead = 0;
        Application next = member(new Lab(1, 60), fixes);
        while (next.poll(SECOND).isEmpty()) {
            // joins
        }
        for (int i = 1; i < 50; i++) {
            next.lab.pass(SECOND);
            next.poll(SECOND);
            List<CommitFact.CommitAsked> asked = next.lab.facts(CommitFact.CommitAsked.class);
            ahead += asked.get(asked.size() - 1).offsets().offset(0) == i + 1 ? 1 : 0;
        }
        return ahead;
    }

    @Test
    void aPollMayReturnRecordsThatAreCommittedAlready() {
        assertThat(commitsAhead(Set.of())).isBetween(10, 40);
    }

    @Test
    void theOtherFixLeavesTheOrderAsItIs() {
        assertThat(commitsAhead(Set.of(KafkaFix.RETRIED_REBALANCE_COMMIT))).isBetween(10, 40);
    }

    @Test
    void inTheFixedOrderItNeverDoes() {
        assertThat(commitsAhead(Set.of(KafkaFix.KAFKA_18641))).isZero();
    }

    @Test
    void nothingIsCommittedWithoutAPollHoweverLongItTakes() {
        Lab lab = new Lab(1, 10);
        Application member = member(lab, Set.of());
        assertThat(member.poll(SECOND)).isEqualTo("0@0-0");
        lab.pass(60 * SECOND);
        assertThat(lab.commitsSent()).isEmpty();
        assertThat(lab.coordinator.memberCount())
                .as("it answers the coordinator meanwhile")
                .isOne();
    }

    @Test
    void theIntervalBeginsAnewWhenAReconciliationIsOver() {
        Lab lab = new Lab(1, 10);
        Application member = member(lab, Set.of());
        lab.pass(SECOND);
        assertThat(member.poll(SECOND)).isEqualTo("0@0-0");
        long assigned = lab.simulation.now();
        lab.pass(200 * Lab.MS);
        member.poll(SECOND);
        assertThat(lab.simulation.now() - assigned).isLessThan(300 * Lab.MS);
        assertThat(lab.commitsSent()).isEmpty();
    }

    @Test
    void noFurtherIntervalIsCommittedWhileOneIsOnItsWay() {
        Lab lab = new Lab(1, 10);
        Application member = member(lab, Set.of(KafkaFix.KAFKA_18641), "auto.commit.interval.ms", "1");
        member.poll(SECOND);
        lab.pass(SECOND);
        member.faults.dropAnswers(1, null);
        member.poll(SECOND);
        lab.pass(SECOND);
        member.poll(SECOND);
        member.poll(SECOND);
        assertThat(lab.commitsSent()).containsExactly("AUTO_INTERVAL {0=0}", "AUTO_INTERVAL {0=1}");
    }

    @Test
    void beforeEveryReconciliationAllPositionsAreCommittedAndWhatGoesIsNotHandedOut() {
        Lab lab = new Lab(2, 10);
        Application first = member(lab, Set.of(), "auto.commit.interval.ms", "60000", "max.poll.records", "4");
        first.poll(SECOND);
        Application second = member(lab, Set.of(), "auto.commit.interval.ms", "60000");
        lab.settle(first, second);

        List<String> rebalance = lab.facts(CommitFact.CommitAsked.class).stream()
                .filter(asked -> asked.kind() == CommitKind.AUTO_REBALANCE && asked.member() == 0)
                .map(asked -> asked.offsets().toString())
                .toList();
        assertThat(rebalance).isNotEmpty();
        assertThat(rebalance.get(0)).contains("0=").contains("1=");
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "revoked [1]", "assigned []");
        assertThat(second.callbacks).containsExactly("assigned []", "assigned [1]");
    }

    /** Kafka looks at the positions anew, so that records in hand are committed. */
    @Test
    void aCommitBeforeARebalanceThatIsSentAgainCommitsRecordsInHandUnlessMended() {
        assertThat(committedInHand(Set.of())).isPositive();
        assertThat(committedInHand(Set.of(KafkaFix.KAFKA_18641)))
                .as("that ticket is about another loss")
                .isPositive();
        assertThat(committedInHand(Set.of(KafkaFix.RETRIED_REBALANCE_COMMIT))).isZero();
    }

    /** How many commits, sent while the application works on what its last poll returned, hold that, too. */
    private static int committedInHand(Set<KafkaFix> fixes) {
        Lab lab = new Lab(2, 4_000);
        Application first = member(lab, fixes, "auto.commit.interval.ms", "60000", "max.poll.records", "2");
        first.poll(SECOND);
        Application second = member(lab, fixes, "auto.commit.interval.ms", "60000");
        int inHand = 0;
        boolean moved = false;
        for (int i = 0; i < 400; i++) {
            if (!moved) {
                second.poll(20 * Lab.MS);
            }
            long before = first.client.positions().position(0);
            first.poll(0);
            long after = first.client.positions().position(0);
            int sent = lab.facts(CommitFact.CommitAsked.class).size();
            if (sent > 0 && !moved) {
                moved = true;
                lab.coordinator.move(2 * SECOND);
            }
            lab.pass(moved ? 300 * Lab.MS : 0);
            for (CommitFact.CommitAsked asked : lab.facts(CommitFact.CommitAsked.class)
                    .subList(sent, lab.facts(CommitFact.CommitAsked.class).size())) {
                inHand +=
                        asked.member() == 0 && after > before && asked.offsets().offset(0) > before ? 1 : 0;
            }
        }
        return inHand;
    }
}
