package io.offsetlab.scenario;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.World;
import io.offsetlab.policy.Policy;
import io.offsetlab.trace.RunHeader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/** Whether the settings of a policy and those of a world, each good for itself, can be used together. */
public final class RunSettings {
    private RunSettings() {}

    /**
     * The header of a run's trace.
     *
     * @throws BadInput if Kafka's consumer refuses the settings, those of the policy over those of the world; a policy that asks for
     *     another {@code group.protocol} than the world has does not run into the world's own
     */
    public static RunHeader header(World world, Policy policy) {
        Map<String, String> client = new TreeMap<>(world.clientConfig());
        client.putAll(policy.config());
        FieldPath path = FieldPath.of("policy " + policy.name() + ", config");
        ProtocolKeys.check(path, policy.config(), GroupTerms.protocol(client));
        try {
            return Cluster.header(world, policy);
        } catch (ConfigException e) {
            throw new BadInput("policy " + policy.name() + " in scenario " + world.name()
                    + ": Kafka's consumer refuses the" + " settings of the two: " + e.getMessage());
        }
    }
}
