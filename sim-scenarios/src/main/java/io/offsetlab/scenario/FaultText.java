package io.offsetlab.scenario;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.protocol.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults as maps: kind, member, when, restart or for, extra, count, only. */
record FaultText(AnchorText anchors) {
    private static final String[] FIELDS = {"kind", "member", "when", "restart", "for", "extra", "count", "only"};

    static FaultKind kind(Cursor fault) {
        fault.withFields(FIELDS);
        return fault.need("kind", "allowed is " + Words.list(FaultKind.class)).word(FaultKind.class);
    }

    Fault read(Cursor fault) {
        FaultKind kind = kind(fault);
        refuseUnused(fault, kind);
        Cursor when = fault.need("when", AnchorText.ALLOWED);
        Anchor anchor = anchors.parse(when.path(), when.text(AnchorText.ALLOWED));
        return new Fault(
                kind,
                anchor,
                member(fault, kind),
                duration(fault, kind),
                kind.hasExtra() ? fault.need("extra", Durations.ALLOWED).duration() : 0,
                kind.isCounted() ? (int) fault.number("count", 1, Limits.MESSAGES, 1) : 0,
                only(fault.get("only")));
    }

    private static void refuseUnused(Cursor fault, FaultKind kind) {
        String duration = kind.hasDuration() ? FaultCheck.durationField(kind) : "";
        refuse(fault, kind, "restart", duration.equals("restart"));
        refuse(fault, kind, "for", duration.equals("for"));
        refuse(fault, kind, "member", kind.hasTarget());
        refuse(fault, kind, "extra", kind.hasExtra());
        refuse(fault, kind, "count", kind.isCounted());
        refuse(fault, kind, "only", kind.isCounted());
    }

    private static void refuse(Cursor fault, FaultKind kind, String name, boolean hasMeaning) {
        Cursor field = hasMeaning ? null : fault.get(name);
        if (field != null) {
            throw BadInput.at(field.path(), "the field means nothing for " + Words.of(kind));
        }
    }

    private int member(Cursor fault, FaultKind kind) {
        if (!kind.hasTarget()) {
            return -1;
        }
        Cursor member = fault.need("member", "allowed is the name of a member");
        return anchors.member(member.path(), member.text("allowed is the name of a member"));
    }

    private static long duration(Cursor fault, FaultKind kind) {
        if (!kind.hasDuration()) {
            return 0;
        }
        if (!FaultCheck.restarts(kind)) {
            return fault.need("for", Durations.ALLOWED).duration();
        }
        Cursor restart = fault.need("restart", "allowed is a duration such as 5s, or never");
        return restart.text("allowed is a duration such as 5s, or never").equals("never")
                ? Fault.FOREVER
                : restart.duration();
    }

    private static Request.@Nullable Kind only(@Nullable Cursor only) {
        if (only == null
                || only.text("allowed is any, " + FaultCheck.coordinatorWords()).equals("any")) {
            return null;
        }
        return only.word(Request.Kind.class);
    }

    Node write(Fault fault) {
        FaultKind kind = fault.kind();
        Map<String, Node> map = new LinkedHashMap<>();
        put(map, "kind", Words.of(kind));
        if (kind.hasTarget()) {
            put(map, "member", anchors.members().get(fault.member()));
        }
        put(map, "when", anchors.text(fault.anchor()));
        if (kind.hasDuration()) {
            boolean never = fault.durationMicros() == Fault.FOREVER;
            put(map, FaultCheck.durationField(kind), never ? "never" : Durations.text(fault.durationMicros()));
        }
        if (kind.hasExtra()) {
            put(map, "extra", Durations.text(fault.extraMicros()));
        }
        if (kind.isCounted()) {
            map.put("count", Node.Scalar.number(fault.count()));
            Request.Kind only = fault.only();
            put(map, "only", only == null ? "any" : Words.of(only));
        }
        return new Node.Fields(0, map);
    }

    private static void put(Map<String, Node> map, String name, String text) {
        map.put(name, Node.Scalar.text(text));
    }

    static List<String> names(List<MemberSpec> members) {
        return members.stream().map(MemberSpec::name).toList();
    }
}
