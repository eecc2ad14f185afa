package io.offsetlab.scenario;

import io.offsetlab.app.Processing;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.scenario.Scenario.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Takes members, partitions and records away; faults that need a member go with it. */
final class ShapeReductions {
    private static final String POLL = "max.poll.records";
    private static final String KAFKAS_POLL = "500";
    private static final long MOST_MICROS = 3_600_000_000L;

    private final Scenario scenario;

    ShapeReductions(Scenario scenario) {
        this.scenario = scenario;
    }

    /** All but one member, the last one first. */
    Stream<Supplier<Scenario>> fewerMembers() {
        int last = scenario.members().size() - 1;
        return IntStream.rangeClosed(0, last).mapToObj(i -> () -> {
            List<MemberSpec> kept = new ArrayList<>(scenario.members());
            kept.remove(last - i);
            return Rebuild.with(scenario, kept, scenario.topics(), scenario.faults());
        });
    }

    /** Without one topic, or half of the partitions of one, or one less, be it the first. */
    Stream<Supplier<Scenario>> fewerPartitions() {
        Stream<Supplier<Scenario>> without = numbers().mapToObj(i -> () -> topics(i, List.of()));
        Stream<Supplier<Scenario>> fewer = numbers().boxed().flatMap(this::fewerPartitionsOf);
        Stream<Supplier<Scenario>> first = numbers()
                .filter(i -> scenario.topics().get(i).partitions() > 1
                        && isDrawn(scenario.topics().get(i)))
                .mapToObj(i -> () -> withoutFirst(i));
        return Stream.of(without, fewer, first).flatMap(all -> all);
    }

    private boolean isDrawn(Topic topic) {
        return scenario.loaded().keySet().stream()
                .noneMatch(name -> name.topic().equals(topic.name()));
    }

    /** Without the first partition of a topic: what named one of its records names that of the next partition. */
    private Scenario withoutFirst(int number) {
        Topic topic = scenario.topics().get(number);
        int first = scenario.partitions().indexOf(new TopicPartition(topic.name(), 0));
        Scenario moved = scenario.toBuilder()
                .application(ApplicationReductions.moved(scenario.application(), first, first + topic.partitions() - 1))
                .build();
        List<Topic> topics = new ArrayList<>(scenario.topics());
        topics.set(number, new Topic(topic.name(), topic.partitions() - 1, topic.arrivals()));
        return Rebuild.with(moved, moved.members(), topics, moved.faults());
    }

    private Stream<Supplier<Scenario>> fewerPartitionsOf(int number) {
        Topic topic = scenario.topics().get(number);
        return less(topic.partitions())
                .mapToObj(count ->
                        () -> topics(number, List.of(new Topic(topic.name(), (int) count, topic.arrivals()))));
    }

    /** Half of the records of one topic, or fewer less; all of them there from the beginning. */
    Stream<Supplier<Scenario>> fewerRecords() {
        return numbers().boxed().flatMap(this::fewerRecordsOf);
    }

    private Stream<Supplier<Scenario>> fewerRecordsOf(int number) {
        Topic topic = scenario.topics().get(number);
        Arrivals all = topic.arrivals();
        long longest = longest(topic);
        Stream<Supplier<Scenario>> shorter = less(longest)
                .boxed()
                .flatMap(count -> Stream.of(
                        () -> cut(number, count),
                        () -> slower(cut(number, count), longest, count),
                        () -> smallerPolls(slower(cut(number, count), longest, count), longest, count)));
        Supplier<Scenario> burst =
                () -> topics(number, List.of(new Topic(topic.name(), topic.partitions(), Arrivals.burst(all.total()))));
        return Stream.concat(shorter, Stream.of(burst));
    }

    /** With as much time for fewer records, so that what happens at a time meets the same work. */
    private static Scenario slower(Scenario fewer, long before, long count) {
        Processing usual = fewer.workload().processing();
        long micros = Math.min(usual.baseMicros() * before / count, MOST_MICROS);
        return fewer.toBuilder().processing(micros, usual.jitterMicros()).build();
    }

    /** With as many polls for fewer records. */
    private static Scenario smallerPolls(Scenario fewer, long before, long count) {
        long usual = Long.parseLong(fewer.client().getOrDefault(POLL, KAFKAS_POLL));
        return fewer.toBuilder()
                .client(POLL, Long.toString(Math.max(1, usual * count / before)))
                .build();
    }

    private long longest(Topic topic) {
        return Scenario.partitions(List.of(topic)).stream()
                .mapToLong(name -> {
                    LoadedContent content = scenario.loaded().get(name);
                    return content == null
                            ? topic.arrivals().total()
                            : content.records().size();
                })
                .max()
                .orElse(0);
    }

    /** With at most so many records in each partition of a topic. */
    private Scenario cut(int number, long count) {
        Topic topic = scenario.topics().get(number);
        Arrivals all = topic.arrivals();
        long total = Math.min(count, all.total());
        Arrivals fewer = new Arrivals(
                Math.min(all.preloaded(), total), total, all.intervalMicros(), all.jitterMicros(), all.startMicros());
        Map<TopicPartition, LoadedContent> loaded = new TreeMap<>(Scenario.BY_NAME);
        scenario.loaded().forEach((name, content) -> {
            boolean isCut =
                    name.topic().equals(topic.name()) && content.records().size() > count;
            loaded.put(name, isCut ? new LoadedContent(content.records().subList(0, (int) count)) : content);
        });
        List<Topic> topics = new ArrayList<>(scenario.topics());
        topics.set(number, new Topic(topic.name(), topic.partitions(), fewer));
        return Rebuild.with(scenario, scenario.members(), topics, scenario.faults(), loaded);
    }

    private Scenario topics(int number, List<Topic> instead) {
        List<Topic> topics = new ArrayList<>(scenario.topics());
        topics.remove(number);
        topics.addAll(number, instead);
        return Rebuild.with(scenario, scenario.members(), topics, scenario.faults());
    }

    private IntStream numbers() {
        return IntStream.range(0, scenario.topics().size());
    }

    private static LongStream less(long number) {
        return LongStream.of(number / 10, number / 2, number - number / 8, number - 1)
                .filter(less -> less > 0 && less < number)
                .distinct();
    }
}
