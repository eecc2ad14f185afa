package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of classes make tables too wide to read. */
final class LabelsTest {
    private static final String KEY = "auto+partition.assignment.strategy=";

    private static List<String> labels(String... names) {
        List<String> all = List.of(names);
        return all.stream().map(name -> Labels.of(all, all.indexOf(name))).toList();
    }

    @Test
    void classesAreToldWithoutTheirPackages() {
        assertThat(labels(
                        KEY + "org.apache.kafka.clients.consumer.RangeAssignor",
                        KEY + "org.apache.kafka.clients.consumer.CooperativeStickyAssignor+max.poll.records=5"))
                .containsExactly(KEY + "RangeAssignor", KEY + "CooperativeStickyAssignor+max.poll.records=5");
    }

    @Test
    void unlessThatWouldTellThemApartNoMore() {
        assertThat(labels(KEY + "a.Mine", KEY + "b.Mine", KEY + "b.Other"))
                .containsExactly(KEY + "a.Mine", KEY + "b.Mine", KEY + "Other");
    }

    @Test
    void everythingElseStays() {
        assertThat(labels("auto", "mine.Policy", "auto+max.poll.records=100"))
                .containsExactly("auto", "mine.Policy", "auto+max.poll.records=100");
    }
}
