package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.InvalidRegularExpression;
import org.junit.jupiter.api.Test;

/** Patterns that the coordinator resolves: subscribe(SubscriptionPattern), which only group.protocol=consumer knows. */
final class ServerPatternTest {
    private static final TopicPartition LOG0 = new TopicPartition("a-log", 0);
    private final SimulatedKafka kafka = Lab.kafka();

    private Consumer<String, String> member(String pattern, Object... more) {
        Consumer<String, String> member = consumer(more);
        member.subscribe(new SubscriptionPattern(pattern));
        return member;
    }

    private Consumer<String, String> consumer(Object... more) {
        List<Object> settings = new ArrayList<>(List.of("group.protocol", "consumer"));
        settings.addAll(List.of(more));
        return Lab.consumer(kafka, settings.toArray());
    }

    private static List<String> read(Consumer<String, String> member, int seconds) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            values.addAll(Lab.values(member.poll(Lab.SECOND)));
        }
        return values;
    }

    @Test
    void whatMatchesIsReadAlsoIfItComesLater() {
        Lab.produce(kafka, A0, 1);
        Consumer<String, String> member = member("a(-log)?");
        assertThat(member.subscription()).as("only the coordinator knows").isEmpty();
        assertThat(read(member, 10)).containsExactly("a-0@0");
        assertThat(member.assignment()).hasSize(2);

        kafka.createTopic("other", 1);
        kafka.createTopic("a-log", 1);
        Lab.produce(kafka, LOG0, 1);
        assertThat(read(member, 20)).containsExactly("a-log-0@0");
        assertThat(member.assignment()).hasSize(3).contains(LOG0);
        assertThat(member.subscription()).isEmpty();
    }

    @Test
    void theCoordinatorLooksAgainWithTheHeartbeatAfterTenSecondsAtTheEarliest() {
        Consumer<String, String> member = member(".*");
        read(member, 7);
        kafka.createTopic("a-log", 1);
        read(member, 2);
        assertThat(member.assignment()).hasSize(2);
        read(member, 10);
        assertThat(member.assignment()).hasSize(3);
    }

    @Test
    void aDeletedTopicIsGivenUpWithTheNextHeartbeat() {
        kafka.createTopic("a-log", 1);
        Lab.Listening told = new Lab.Listening();
        Consumer<String, String> member = consumer();
        member.subscribe(new SubscriptionPattern("a.*"), told);
        read(member, 10);
        kafka.deleteTopic("a-log");
        read(member, 10);

        assertThat(member.assignment()).hasSize(2).doesNotContain(LOG0);
        assertThat(told.calls).contains("revoked [a-log-0]");
    }

    @Test
    void anotherPatternTakesTheOldOnesPlace() {
        kafka.createTopic("a-log", 1);
        Consumer<String, String> member = member("a");
        read(member, 10);
        member.subscribe(new SubscriptionPattern("a-.*"));
        read(member, 20);
        assertThat(member.assignment()).containsExactly(LOG0);

        member.unsubscribe();
        assertThat(kafka.memberCount("g")).isZero();
        member.subscribe(List.of("a"));
        read(member, 10);
        assertThat(member.assignment()).hasSize(2);
    }

    /** RE2/J has no look-ahead, which Java's patterns have. */
    @Test
    void whatIsNoPatternOfRe2IsThrownByPoll() {
        Consumer<String, String> member = member("(?=a)a");
        assertThatThrownBy(() -> read(member, 3))
                .isInstanceOf(InvalidRegularExpression.class)
                .hasMessageStartingWith("Invalid RE2J SubscriptionPattern provided in the call to subscribe."
                        + " SubscribedTopicRegex `(?=a)a` is not a valid regular expression: ")
                .hasMessageEndingWith(".");
        assertThat(kafka.memberCount("g")).isZero();
        assertThat(Pattern.matches("(?=a)a", "a")).isTrue();
    }

    @Test
    void aPatternIsNeitherNullNorEmptyAndNeedsAGroup() {
        Consumer<String, String> member = consumer();
        assertThatThrownBy(() -> member.subscribe((SubscriptionPattern) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Topic pattern to subscribe to cannot be null");
        assertThatThrownBy(() -> member.subscribe(new SubscriptionPattern("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Topic pattern to subscribe to cannot be empty");
        ConsumerRebalanceListener none = null;
        assertThatThrownBy(() -> member.subscribe(new SubscriptionPattern("a"), none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RebalanceListener cannot be null");
        assertThatThrownBy(() -> consumer("group.id", "").subscribe(new SubscriptionPattern("a")))
                .isInstanceOf(InvalidGroupIdException.class);
    }

    @Test
    void itExcludesTheOtherWaysToSubscribe() {
        Consumer<String, String> member = member("a");
        String message = "Subscription to topics, partitions and pattern are mutually exclusive";
        assertThatThrownBy(() -> member.subscribe(List.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> member.subscribe(Pattern.compile("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> member.assign(List.of(A0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void whatSeveralMatchIsSharedOut() {
        Consumer<String, String> one = member("a");
        Consumer<String, String> two = member("a");
        for (int i = 0; i < 40; i++) {
            one.poll(Duration.ofMillis(500));
            two.poll(Duration.ofMillis(500));
        }
        assertThat(one.assignment()).hasSize(1);
        assertThat(two.assignment()).hasSize(1).isNotEqualTo(one.assignment());
    }
}
