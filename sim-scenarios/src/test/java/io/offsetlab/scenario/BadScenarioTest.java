package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Risk: a mistake is read as something else, or its message does not help to find it. */
final class BadScenarioTest {
    private static final String DURATION =
            "allowed is a whole number and a unit, such as 10us, 300ms, 45s, 5m, 2h or 1d";

    private static final String GOOD = """
            name: w
            members: [member-1, member-2]
            topics:
              orders: {partitions: 2, records: 100}
            processing: {time: 5ms}
            faults:
              - {kind: crash, member: member-1, when: orders-0@42, restart: 5s}
            until: 60s
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: w       | name: w\\nuntill: 5s | line 2, untill: unknown field, allowed are name, about, members, topics, processing, application, latency, poll-timeout, record-bytes, client, broker, faults, until, quiesce, pins, fixes, dump; did you mean \"until\"?",
                "records: 100 | recods: 100 | line 4, topics.orders.recods: unknown field, allowed are partitions, records, preloaded, every, jitter, start; did you mean \"records\"?",
                "partitions: 2 | partitions: many | line 4, topics.orders.partitions: found \"many\", allowed is a whole number from 1 to 1024",
                "partitions: 2 | partitions: 0 | line 4, topics.orders.partitions: found \"0\", allowed is a whole number from 1 to 1024",
                "records: 100 | records: -5 | line 4, topics.orders.records: found \"-5\", allowed is a whole number from 0 to 1000000000000",
                "records: 100 | records: 99999999999999999999 | line 4, topics.orders.records: found \"99999999999999999999\", allowed is a whole number from 0 to 1000000000000",
                "records: 100 | records: [1] | line 4, topics.orders.records: found a list, allowed is a whole number from 0 to 1000000000000",
                "records: 100 | records: 100, preloaded: 50 | line 4, topics.orders.every: the later 50 records need a time between two of them, DURATION",
                "records: 100 | records: 100, every: 1ms, jitter: 1ms | line 4, topics.orders.jitter: found \"1ms\", allowed is less than every, which is 1ms",
                "time: 5ms | time: 5 parsecs | line 5, processing.time: found \"5 parsecs\", DURATION",
                "time: 5ms | time: -5ms | line 5, processing.time: found \"-5ms\", DURATION",
                "time: 5ms | time: 0s | line 5, processing.time: found \"0s\", allowed is a duration of at least 1us",
                "time: 5ms | jitter: 5ms | line 5, processing.time: the field is missing, DURATION",
                "until: 60s | until: 4000d | line 8, until: found 4000d, a duration is at most 3650d",
                "until: 60s | until: | line 8, until: found \"\", DURATION",
                "kind: crash | kind: crsh | line 7, faults[0].kind: found \"crsh\", allowed is crash, pause, slow-processing, leave, join, answer-dropped, request-swallowed, connection-broken, slow, coordinator-moved; did you mean \"crash\"?",
                "kind: crash, | `` | line 7, faults[0].kind: the field is missing, allowed is crash, pause, slow-processing, leave, join, answer-dropped, request-swallowed, connection-broken, slow, coordinator-moved",
                "kind: crash | kind: pause | line 7, faults[0].restart: the field means nothing for pause",
                "restart: 5s | restart: 5s, count: 2 | line 7, faults[0].count: the field means nothing for crash",
                "restart: 5s | extra: 5s | line 7, faults[0].extra: the field means nothing for crash",
                "`, restart: 5s` | `` | line 7, faults[0].restart: the field is missing, allowed is a duration such as 5s, or never",
                "member: member-1 | member: member-9 | line 7, faults[0].member: found \"member-9\", allowed is a member: member-1, member-2; did you mean \"member-1\"?",
                "orders-0@42 | orders-2@42 | line 7, faults[0].when: found \"orders-2\", allowed is a partition: orders-0, orders-1; did you mean \"orders-0\"?",
                "orders-0@42 | orders-0@100 | line 7, faults[0].when: found offset 100, allowed is an offset from 0 to 99",
                "orders-0@42 | orders-0@-1 | line 7, faults[0].when: found \"orders-0@-1\", allowed is a time such as 12s, a record such as orders-0@42, group 500, or a step such as member-1#0 commit-sent 3",
                "orders-0@42 | 60s | line 7, faults[0].when: found 1m, allowed is a time before 1m, when the run heals",
                "orders-0@42 | group 201 | line 7, faults[0].when: found 201, allowed is a whole number from 1 to 200",
                "orders-0@42 | member-1#0 commited 3 | line 7, faults[0].when: found \"commited\", allowed is call-entered, call-left, record-started, effect, commit-sent, commit-answered, assigned, revoked, lost, join-group-sent, join-group-answered, sync-group-sent, sync-group-answered, heartbeat-sent, heartbeat-answered, leave-group-sent, leave-group-answered, offset-commit-sent, offset-commit-answered, offset-fetch-sent, offset-fetch-answered, consumer-group-heartbeat-sent, consumer-group-heartbeat-answered, init-producer-id-sent, init-producer-id-answered, produce-sent, produce-answered, txn-offset-commit-sent, txn-offset-commit-answered, end-txn-sent, end-txn-answered",
                "`[member-1, member-2]` | 65 | line 2, members: found \"65\", allowed is a whole number from 1 to 64",
                "`[member-1, member-2]` | `[member-1, member-1]` | line 2, members[1]: the member member-1 is there twice",
                "`[member-1, member-2]` | `[member-1, {name: m, group.instance.id: a b}]` | line 2, members[1].group.instance.id: found \"a b\", allowed is a name of letters, digits, '.', '_' and '-', at most 200 characters",
                "`[member-1, member-2]` | `[{name: member-1, group.instance.id: a}, {name: m, group.instance.id: a}]` | line 2, members[1].group.instance.id: the id a is there twice",
                "`[member-1, member-2]` | `[member-1, {name: m, group.instance.id: ..}]` | line 2, members[1].group.instance.id: found \"..\", allowed is a name other than '.' and '..'",
                "`[member-1, member-2]` | `[member-1, {name: m, start: join}]` | line 2, members[1]: no fault of kind join starts m",
                "`[member-1, member-2]` | `[member-1, a b]` | line 2, members[1]: found \"a b\", allowed is a name of letters, digits, '.', '_' and '-', at most 200 characters",
                "name: w | nam: w | line 1, nam: unknown field, allowed are name, about, members, topics, processing, application, latency, poll-timeout, record-bytes, client, broker, faults, until, quiesce, pins, fixes, dump; did you mean \"name\"?",
                "until: 60s | client: {max.poll.record: 5} | line 8, client.max.poll.record: Kafka's consumer has no such setting; did you mean \"max.poll.records\"?",
                "until: 60s | client: {auto.commit.offset: false} | line 8, client.auto.commit.offset: Kafka's consumer has no such setting; did you mean \"enable.auto.commit\"?",
                "until: 60s | client: {max.poll.records: lots} | line 8, client.max.poll.records: found \"lots\", allowed is a value of type int in [1,...]",
                "until: 60s | client: {max.poll.records: 0} | line 8, client.max.poll.records: found \"0\", allowed is a value of type int in [1,...]",
                "until: 60s | client: {group.protocol: raft} | line 8, client.group.protocol: found \"raft\", simulated is only classic, consumer",
                "until: 60s | client: {isolation.level: read_committed} | line 8, client.isolation.level: found \"read_committed\", simulated is only read_uncommitted",
                "until: 60s | client: {group.instance.id: a} | line 8, client.group.instance.id: the setting is refused: one id cannot serve all members; a scenario gives it to each static member by itself",
                "until: 60s | client: {heartbeat.interval.ms: 45000} | line 8, client.heartbeat.interval.ms: heartbeat.interval.ms is 45000 and session.timeout.ms is 45000, allowed is a heartbeat shorter than the session",
                "until: 60s | client: {session.timeout.ms: 5000} | line 8, client.session.timeout.ms: found 5s, the broker allows from 6s to 30m",
                "until: 60s | application: {worker: 2} | line 8, application.worker: unknown field, allowed are workers, order, keys, poison, slow, sink, restart-after; did you mean \"workers\"?",
                "until: 60s | application: {workers: 0} | line 8, application.workers: found \"0\", allowed is a whole number from 1 to 256",
                "until: 60s | application: {order: keys} | line 8, application.order: found \"keys\", allowed is partition, key, none; did you mean \"key\"?",
                "until: 60s | application: {keys: 3} | line 8, application.keys: the field means nothing unless order is key",
                "until: 60s | application: {poison: {fails: 2}} | line 8, application.poison: found neither one-in nor records, allowed is at least one of them, such as one-in: 100",
                "until: 60s | application: {poison: {one-in: 9, fails: 0}} | line 8, application.poison.fails: found \"0\", allowed is always, or a whole number from 1 to 1000000",
                "until: 60s | `application: {poison: {records: [orders-0]}}` | line 8, application.poison.records[0]: found \"orders-0\", allowed is a record such as orders-0@42",
                "until: 60s | `application: {poison: {records: [orders-1@100]}}` | line 8, application.poison.records[0]: found offset 100, the partition has 100 records, from offset 0",
                "until: 60s | application: {slow: {one-in: 9}} | line 8, application.slow.extra: the field is missing, DURATION",
                "until: 60s | application: {sink: buffer} | line 8, application.sink: found \"buffer\", allowed is plain, buffered, unfenced-store, dedupe, dedupe-after, dedupe-before; did you mean \"buffered\"?",
                "until: 60s | application: {sink: buffered} | line 8, application.sink: a buffered sink needs numbers, allowed is a map such as {kind: buffered, flush-records: 100, flush-every: 1s}",
                "until: 60s | `application: {sink: {kind: dedupe, gap: 1s}}` | line 8, application.sink.gap: the field means nothing unless kind is dedupe-after",
                "until: 60s | application: {restart-after: soon} | line 8, application.restart-after: found \"soon\", DURATION",
                "until: 60s | broker: {group.max.siz: 3} | line 8, broker.group.max.siz: unknown field, allowed are group.initial.rebalance.delay.ms, group.min.session.timeout.ms, group.max.session.timeout.ms, group.max.size, offsets.retention.minutes, offset.metadata.max.bytes, replication, group.consumer.session.timeout.ms, group.consumer.min.session.timeout.ms, group.consumer.max.session.timeout.ms, group.consumer.heartbeat.interval.ms, group.consumer.min.heartbeat.interval.ms, group.consumer.max.heartbeat.interval.ms, group.consumer.assignment.interval.ms, group.consumer.min.assignment.interval.ms, group.consumer.max.assignment.interval.ms, group.consumer.max.size, group.consumer.assignors, group.consumer.migration.policy; did you mean \"group.max.size\"?",
                "until: 60s | `pins: [{stream: latency, index: 1}]` | line 8, pins[0].value: the field is missing, allowed is a whole number",
            })
    void oneSentenceNamesThePlaceWhatWasFoundAndWhatIsAllowed(String good, String bad, String sentence) {
        String broken = GOOD.replace(good, bad.replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(GOOD);
        BadInput caught = catchThrowableOfType(BadInput.class, () -> ScenarioText.read("w.yaml", broken));
        assertThat(caught).hasMessage("w.yaml, " + sentence.replace("DURATION", DURATION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request-swallowed, only: fetch | found fetch, allowed is a request to the coordinator: join-group, sync-group, heartbeat, leave-group, offset-commit, offset-fetch, consumer-group-heartbeat, init-producer-id, produce, txn-offset-commit, end-txn",
                "answer-dropped, only: commit | found \"commit\", allowed is find-coordinator, join-group, sync-group, heartbeat, leave-group, offset-commit, offset-fetch, fetch, list-offsets, offset-for-leader-epoch, metadata, consumer-group-heartbeat, init-producer-id, produce, txn-offset-commit, end-txn",
            })
    void onlyRequestsToTheCoordinatorCanBeNamed(String kind, String sentence) {
        String broken = GOOD.replace("crash", kind).replace(", restart: 5s", "");
        BadInput caught = catchThrowableOfType(BadInput.class, () -> ScenarioText.read("w.yaml", broken));
        assertThat(caught).hasMessage("w.yaml, line 7, faults[0].only: " + sentence);
    }
}
