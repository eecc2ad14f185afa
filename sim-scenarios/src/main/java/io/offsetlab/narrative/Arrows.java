package io.offsetlab.narrative;

import io.offsetlab.narrative.SpaceTime.Arrow;
import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Request.Kind;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.MessageFact.Traveled;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;

/** The messages that are worth an arrow: those that changed something, those that brought records, and those that got lost. */
final class Arrows implements FactVisitor {
    private final Words words;
    private final RunHeader header;
    private final List<Arrow> arrows = new ArrayList<>();

    /** When the fetch that arrived at a member at a time was answered. */
    private final Map<Integer, Map<Long, Long>> fetches = new TreeMap<>();

    Arrows(RunHeader header, List<Traveled> messages) {
        this.header = header;
        words = new Words(header);
        for (Traveled message : messages) {
            if (message.request() == Kind.FETCH && message.answer() && message.arrived()) {
                fetches.computeIfAbsent(message.member(), member -> new TreeMap<>())
                        .put(message.at(), message.sentAt());
            }
            if (isTelling(message)) {
                arrows.add(arrow(message));
            }
        }
    }

    private static boolean isTelling(Traveled message) {
        return switch (message.request()) {
            case JOIN_GROUP, SYNC_GROUP, LEAVE_GROUP, OFFSET_COMMIT, OFFSET_FETCH -> true;
            case HEARTBEAT, CONSUMER_GROUP_HEARTBEAT -> message.telling() || !message.arrived();
            case FETCH -> !message.arrived();
            default -> message.node() != Node.BROKER && !message.arrived();
        };
    }

    private Arrow arrow(Traveled message) {
        int node = message.node() != Node.BROKER ? Lane.COORDINATOR : Lane.partition(0);
        String what = Words.constant(message.request()) + (message.commit() < 0 ? "" : " " + message.commit());
        String member = header.members().get(message.member());
        String text = (message.answer() ? "answer to " + what + " to " : what + " of ")
                + member
                + (message.error() == Errors.NONE ? "" : ": " + message.error().name())
                + (message.arrived() ? "" : ", lost");
        String label = message.answer() && message.error() != Errors.NONE
                ? message.error().name()
                : message.answer() ? "" : label(message);
        int from = message.answer() ? node : message.member();
        int to = message.answer() ? message.member() : node;
        return new Arrow(from, message.sentAt(), to, message.at(), message.arrived(), label, text);
    }

    private static String label(Traveled message) {
        return switch (message.request()) {
            case JOIN_GROUP -> "join";
            case SYNC_GROUP -> "sync";
            case LEAVE_GROUP -> "leave";
            case OFFSET_COMMIT -> "commit " + message.commit();
            case OFFSET_FETCH -> "committed?";
            case CONSUMER_GROUP_HEARTBEAT -> "heartbeat";
            case TXN_OFFSET_COMMIT -> "offsets " + message.commit();
            case END_TXN -> "end transaction";
            case PRODUCE -> "produce";
            default -> Words.constant(message.request());
        };
    }

    @Override
    public void on(RecordFact.Fetched fact) {
        Map<Long, Long> answered = fetches.get(fact.member());
        long left = answered == null ? fact.at() : answered.getOrDefault(fact.at(), fact.at());
        String range = words.range(fact.partition(), fact.from(), fact.to());
        arrows.add(new Arrow(
                Lane.partition(fact.partition()),
                left,
                fact.member(),
                fact.at(),
                true,
                Words.range(fact.from(), fact.to()),
                "fetch brings " + range + " to " + header.members().get(fact.member())));
    }

    /** In the order of their leaving. */
    List<Arrow> all() {
        arrows.sort(Comparator.comparingLong(Arrow::from)
                .thenComparingLong(Arrow::to)
                .thenComparingInt(Arrow::fromLane));
        return arrows;
    }
}
