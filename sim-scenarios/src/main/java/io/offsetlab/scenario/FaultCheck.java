package io.offsetlab.scenario;

import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.protocol.Request;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.jspecify.annotations.Nullable;

/** Whether faults fit their kind and the scenario. */
final class FaultCheck {
    /** The requests that go to the coordinator. */
    static final Set<Request.Kind> TO_COORDINATOR = coordinatorKinds();

    private final List<MemberSpec> members;
    private final List<Long> ends;
    private final long records;
    private final long chaosMicros;
    private final @Nullable GroupProtocol protocol;

    private FaultCheck(
            List<MemberSpec> members,
            List<Long> ends,
            long records,
            long chaosMicros,
            @Nullable GroupProtocol protocol) {
        this.members = members;
        this.ends = ends;
        this.records = records;
        this.chaosMicros = chaosMicros;
        this.protocol = protocol;
    }

    static void all(
            List<Fault> faults,
            List<MemberSpec> members,
            List<Long> ends,
            long records,
            long chaosMicros,
            @Nullable GroupProtocol protocol) {
        ScenarioCheck.between(FieldPath.of("faults"), faults.size(), 0, Limits.FAULTS);
        FaultCheck check = new FaultCheck(members, ends, records, chaosMicros, protocol);
        for (int i = 0; i < faults.size(); i++) {
            FieldPath path = FieldPath.of("faults").item(i);
            check.target(path.field("member"), faults.get(i));
            check.numbers(path, faults.get(i));
            check.anchor(path.field("when"), faults.get(i).anchor());
        }
        check.joins(faults);
    }

    private void target(FieldPath path, Fault fault) {
        int most = fault.kind().hasTarget() ? members.size() - 1 : -1;
        ScenarioCheck.between(path, fault.member(), Math.min(0, most), most);
    }

    private void numbers(FieldPath path, Fault fault) {
        FaultKind kind = fault.kind();
        FieldPath duration = path.field(durationField(kind));
        if (!kind.hasDuration()) {
            unused(duration, kind, fault.durationMicros() == 0);
        } else if (!restarts(kind) || fault.durationMicros() != Fault.FOREVER) {
            ScenarioCheck.duration(duration, fault.durationMicros(), restarts(kind) ? 0 : 1);
        }
        if (kind.hasExtra()) {
            ScenarioCheck.duration(path.field("extra"), fault.extraMicros(), 1);
        } else {
            unused(path.field("extra"), kind, fault.extraMicros() == 0);
        }
        if (kind.isCounted()) {
            ScenarioCheck.between(path.field("count"), fault.count(), 1, Limits.MESSAGES);
        } else {
            unused(path.field("count"), kind, fault.count() == 0);
        }
        only(path.field("only"), fault);
    }

    private void only(FieldPath path, Fault fault) {
        Request.Kind only = fault.only();
        if (only != null) {
            unused(path, fault.kind(), fault.kind().isCounted());
            ScenarioCheck.require(
                    TO_COORDINATOR.contains(only),
                    path,
                    "found " + Words.of(only) + ", allowed is a request to the coordinator: " + coordinatorWords());
            if (protocol != null) {
                ScenarioCheck.require(
                        GroupTerms.faults(List.of(fault), protocol).equals(List.of(fault)),
                        path,
                        "found " + Words.of(only) + ", which no member sends when group.protocol="
                                + ProtocolKeys.name(protocol));
            }
        }
    }

    private static Set<Request.Kind> coordinatorKinds() {
        Set<Request.Kind> kinds = EnumSet.range(Request.Kind.JOIN_GROUP, Request.Kind.OFFSET_FETCH);
        kinds.addAll(EnumSet.range(Request.Kind.CONSUMER_GROUP_HEARTBEAT, Request.Kind.END_TXN));
        return kinds;
    }

    static String coordinatorWords() {
        return String.join(", ", TO_COORDINATOR.stream().map(Words::of).toList());
    }

    private static void unused(FieldPath path, FaultKind kind, boolean absent) {
        ScenarioCheck.require(absent, path, "the field means nothing for " + Words.of(kind));
    }

    static boolean restarts(FaultKind kind) {
        return kind == FaultKind.CRASH || kind == FaultKind.LEAVE;
    }

    static String durationField(FaultKind kind) {
        return restarts(kind) ? "restart" : "for";
    }

    private void anchor(FieldPath path, Anchor anchor) {
        if (anchor instanceof Anchor.AtTime time) {
            ScenarioCheck.require(
                    time.micros() >= 0 && time.micros() < chaosMicros,
                    path,
                    "found " + Durations.text(time.micros()) + ", allowed is a time before "
                            + Durations.text(chaosMicros) + ", when the run heals");
        } else if (anchor instanceof Anchor.RecordFinished record) {
            record(path, record);
        } else if (anchor instanceof Anchor.GroupFinished group) {
            ScenarioCheck.require(records > 0, path, "found a number of records, but there is no record");
            ScenarioCheck.between(path, group.records(), 1, records);
        } else if (anchor instanceof Anchor.Place place) {
            ScenarioCheck.between(path, place.member(), 0, members.size() - 1);
            ScenarioCheck.between(path, place.incarnation(), 0, Integer.MAX_VALUE);
            ScenarioCheck.between(path, place.number(), 1, Integer.MAX_VALUE);
        }
    }

    private void record(FieldPath path, Anchor.RecordFinished record) {
        ScenarioCheck.between(path, record.partition(), 0, ends.size() - 1);
        long total = ends.get(record.partition());
        ScenarioCheck.require(
                record.offset() >= 0 && record.offset() < total,
                path,
                "found offset " + record.offset() + ", "
                        + (total == 0
                                ? "but the partition has no record"
                                : "allowed is an offset from 0 to " + (total - 1)));
    }

    /** Each member that starts by a fault has exactly one JOIN, and no other member has any. */
    private void joins(List<Fault> faults) {
        int[] count = new int[members.size()];
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.kind() == FaultKind.JOIN) {
                MemberSpec member = members.get(fault.member());
                boolean first = count[fault.member()]++ == 0;
                ScenarioCheck.require(
                        first && member.startMicros() == MemberSpec.STARTS_BY_FAULT,
                        FieldPath.of("faults").item(i).field("member"),
                        member.name() + (first ? " starts by itself" : " has joined already")
                                + ", allowed is a member that nothing else starts");
            }
        }
        for (int i = 0; i < count.length; i++) {
            ScenarioCheck.require(
                    count[i] > 0 || members.get(i).startMicros() != MemberSpec.STARTS_BY_FAULT,
                    FieldPath.of("members").item(i),
                    "no fault of kind join starts " + members.get(i).name());
        }
    }
}
