package io.offsetlab.scenario;

import io.offsetlab.protocol.KafkaFix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bugs of Kafka by their names, such as KAFKA-18641: those that the clients of a world do not have. */
public final class FixNames {
    private FixNames() {}

    /**
     * The bug of that name.
     *
     * @param where what a message names, such as {@code --fix}
     * @throws BadInput if no bug of that name can be mended
     */
    public static KafkaFix find(String where, String name) {
        return find(FieldPath.of(where), name);
    }

    private static KafkaFix find(FieldPath path, String name) {
        for (KafkaFix fix : KafkaFix.values()) {
            if (fix.text().equals(name)) {
                return fix;
            }
        }
        List<String> names =
                Arrays.stream(KafkaFix.values()).map(KafkaFix::text).toList();
        throw BadInput.at(
                path, "found " + Quote.of(name) + ", allowed is " + KafkaFix.names() + Nearest.hint(name, names));
    }

    static Set<KafkaFix> read(@Nullable Cursor list) {
        Set<KafkaFix> fixes = EnumSet.noneOf(KafkaFix.class);
        String allowed = "allowed is a list of Kafka's bugs: " + KafkaFix.names();
        for (Cursor item : list == null ? List.<Cursor>of() : list.items(allowed)) {
            fixes.add(find(item.path(), item.text(allowed)));
        }
        return fixes;
    }

    static Node write(Set<KafkaFix> fixes) {
        List<Node> names = new ArrayList<>();
        fixes.forEach(fix -> names.add(Node.Scalar.text(fix.text())));
        return Node.Items.of(names);
    }
}
