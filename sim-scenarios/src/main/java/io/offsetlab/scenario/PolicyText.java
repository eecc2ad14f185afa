package io.offsetlab.scenario;

import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies as text: YAML or JSON, told apart by content; the answers are words in lower case with hyphens. What is written reads
 * back as an equal policy.
 */
public final class PolicyText {
    private PolicyText() {}

    /** @throws BadInput if the file cannot be read, exceeds a limit or holds no valid policy */
    public static Policy read(Path file) {
        return read(file.toString(), InputFile.read(file, Limits.SCENARIO_BYTES));
    }

    /**
     * Reads a policy.
     *
     * @param source what messages call the text, usually the name of its file
     * @throws BadInput if the text exceeds a limit or is no valid policy
     */
    public static Policy read(String source, String text) {
        return node(source, NodeParser.parse(source, InputFile.check(source, text)));
    }

    static Policy node(String source, Node node) {
        try {
            return new PolicyReader(new Cursor(node, FieldPath.ROOT)).read();
        } catch (BadInput e) {
            throw e.in(source, node::lineOf);
        }
    }

    public static String yaml(Policy policy) {
        return NodeWriter.yaml(write(policy));
    }

    static Node.Fields write(Policy policy) {
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("name", Node.Scalar.text(policy.name()));
        map.put("about", Node.Scalar.text(policy.description()));
        map.put("config", new Node.Fields(0, ScenarioWriter.settings(policy.config())));
        map.put("answers", answers(policy.answers()));
        map.put("promise", promise(policy.promise()));
        if (policy.clairvoyant()) {
            map.put("clairvoyant", word("true"));
        }
        return new Node.Fields(0, map);
    }

    private static Node answers(Answers answers) {
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("which", word(answers.which()));
        map.put("when", word(answers.when()));
        if (answers.every() != 0) {
            boolean interval = answers.when() != When.EVERY_N;
            map.put(
                    "every",
                    interval ? word(Durations.text(answers.every() * 1_000L)) : Node.Scalar.number(answers.every()));
        }
        map.put("send", word(answers.send()));
        map.put("on-revoke", word(answers.onRevoke()));
        map.put("on-lost", word(answers.onLost()));
        map.put("on-close", word(answers.onClose()));
        map.put("forget", word(answers.forget()));
        map.put("start-from", word(answers.startFrom()));
        if (answers.which() == Which.STORED) {
            map.put("store", word(answers.storing()));
        }
        if (!answers.onError().equals(OnError.STOP)) {
            map.put("on-error", word(answers.onError().reaction()));
            if (answers.onError().attempts() > 1) {
                map.put("attempts", Node.Scalar.number(answers.onError().attempts()));
            }
        }
        return new Node.Fields(0, map);
    }

    private static Node promise(Promise promise) {
        Map<String, Node> map = new LinkedHashMap<>();
        List<Node> kept = promise.kept().stream()
                .<Node>map(invariant -> Node.Scalar.text(invariant.name()))
                .toList();
        map.put("keeps", Node.Items.of(kept));
        map.put("redelivery", word(promise.redelivery().text()));
        map.put("residue", word(promise.residue().text()));
        map.put("resume-point", word(promise.resumePoint()));
        return new Node.Fields(0, map);
    }

    private static Node word(Enum<?> constant) {
        return word(Words.of(constant));
    }

    private static Node word(String text) {
        return Node.Scalar.text(text);
    }
}
