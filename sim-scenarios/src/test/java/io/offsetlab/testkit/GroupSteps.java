package io.offsetlab.testkit;

import static io.offsetlab.testkit.OffsetlabAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.offsetlab.byo.Member;
import io.offsetlab.protocol.InvariantName;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Tests of loops as users write them, for {@link SimulatedGroupTest} to run; some are red. */
class GroupSteps {
    static void sound(Member member) {
        loop(member, false);
    }

    static void commitsFirst(Member member) {
        loop(member, true);
    }

    private static void loop(Member member, boolean commitFirst) {
        try (Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(member.topics());
            while (true) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(100));
                if (commitFirst) {
                    commit(consumer);
                }
                member.effects().apply(records);
                if (!commitFirst) {
                    commit(consumer);
                }
            }
        } catch (WakeupException e) {
            // asked to end
        }
    }

    private static void commit(Consumer<String, String> consumer) {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RetriableException e) {
            // the next owner, or the next commit, does it
        }
    }

    @Simulated(seeds = 30, members = "1..3", records = "50..300", faults = "1..4", corpus = "")
    void losesNothing(SimulatedGroup group) {
        group.config("enable.auto.commit", "false").members(GroupSteps::sound);
    }

    @Simulated(seeds = 30, members = "1..3", records = "50..300", faults = "1..4", corpus = "group-seeds.txt")
    void commitsBeforeItProcesses(SimulatedGroup group) {
        group.config("enable.auto.commit", "false").members(GroupSteps::commitsFirst);
    }

    @Simulated(
            seeds = 30,
            members = "2",
            records = "50..300",
            faults = "2..4",
            keeps = {},
            corpus = "")
    void assertsByItself(SimulatedGroup group) {
        group.config("enable.auto.commit", "false")
                .config("max.poll.records", "10")
                .members(GroupSteps::sound);
        assertThat(group.run()).lostNothing().neverCommittedBeyondTheEnd().repeatedNothing();
    }

    @Simulated(seeds = 5, scenario = "zombie-pause", corpus = "")
    void hasAnAssertionOfItsOwn(SimulatedGroup group) {
        group.config("enable.auto.commit", "false").members(GroupSteps::sound);
        assertEquals(0, group.run().repeated(), "repeated records");
    }

    @Simulated(seeds = 5, members = "2", records = "50", faults = "0", corpus = "")
    void giveOneMemberOtherCode(SimulatedGroup group) {
        group.config("enable.auto.commit", "false")
                .members(GroupSteps::sound)
                .member("member-2", GroupSteps::commitsFirst);
    }

    @Simulated(seeds = 5, members = "2", records = "50", faults = "0", corpus = "", keeps = InvariantName.STUCK)
    void endsAtOnce(SimulatedGroup group) {
        group.members(member -> {});
    }

    @Simulated(seeds = 5, members = "2", records = "50", faults = "0", corpus = "")
    void throwsAtTheFirstRecord(SimulatedGroup group) {
        group.members(member -> {
            Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
            consumer.subscribe(member.topics());
            while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                assertEquals(member.topics().size(), consumer.subscription().size());
            }
            throw new IllegalStateException("cannot bill");
        });
    }

    @Simulated(seeds = 5, members = "2", records = "50", faults = "0", corpus = "")
    void neverPolls(SimulatedGroup group) {
        group.members(member -> member.sleep(Duration.ofDays(1)));
    }

    @Simulated(seeds = 1, corpus = "")
    void saysNothing(SimulatedGroup group) {}

    @Simulated(seeds = 1, members = "2", corpus = "")
    void namesAStranger(SimulatedGroup group) {
        group.member("member-9", GroupSteps::sound);
    }

    @Simulated(seeds = 1, corpus = "")
    void runsTwice(SimulatedGroup group) {
        group.members(GroupSteps::sound).run();
        group.run();
    }
}
