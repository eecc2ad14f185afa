package io.offsetlab.policy;

import io.offsetlab.protocol.Promise;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way of committing offsets, as data.
 *
 * @param name lower case with hyphens
 * @param description one line
 * @param config client config that the policy sets, by Kafka's keys; it wins over the scenario's
 * @param answers how its loop behaves
 * @param promise what it declares to keep
 * @param clairvoyant whether it is no policy but the bound: the cluster commits the processed prefix, without latency, at the
 *     instant before each crash, eviction or hand-over
 */
public record Policy(
        String name,
        String description,
        Map<String, String> config,
        Answers answers,
        Promise promise,
        boolean clairvoyant) {

    public Policy {
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }

    /** Starts the description of a policy that commits nothing, promises nothing and has auto-commit switched off. */
    public static PolicyBuilder named(String name) {
        return new PolicyBuilder(name);
    }

    /** This policy under another name. */
    public Policy withName(String other) {
        return new Policy(other, description, config, answers, promise, clairvoyant);
    }

    /** This policy with other answers and the same promise. */
    public Policy withAnswers(Answers other) {
        return new Policy(name, description, config, other, promise, clairvoyant);
    }

    /** This policy with one more config setting. */
    public Policy withConfig(String key, String value) {
        Map<String, String> more = new TreeMap<>(config);
        more.put(key, value);
        return new Policy(name, description, more, answers, promise, clairvoyant);
    }
}
