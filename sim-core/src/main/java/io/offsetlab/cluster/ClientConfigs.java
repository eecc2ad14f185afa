package io.offsetlab.cluster;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.jspecify.annotations.Nullable;

/** The settings of the clients of a run: all the same, but for group.instance.id and the group.protocol of each life (S5.23). */
final class ClientConfigs {
    private final World world;
    private final ClientConfig common;
    private final Map<GroupProtocol, ClientConfig> byProtocol = new EnumMap<>(GroupProtocol.class);

    /** @throws org.apache.kafka.common.config.ConfigException if Kafka refuses one of them */
    ClientConfigs(World world, Policy policy) {
        this.world = world;
        Map<String, String> settings = Cluster.clientSettings(world, policy);
        common = ClientConfig.parse(settings).withFixes(world.fixes());
        byProtocol.put(GroupTerms.protocol(settings), common);
        for (World.MemberSpec member : world.members()) {
            for (GroupProtocol protocol : member.protocols()) {
                byProtocol.computeIfAbsent(
                        protocol,
                        other -> ClientConfig.parse(new GroupTerms(settings, world.groupConfig(), List.of())
                                        .under(other)
                                        .client())
                                .withFixes(world.fixes()));
            }
        }
    }

    /** What all clients have in common. */
    ClientConfig common() {
        return common;
    }

    ClientConfig of(Origin life) {
        World.MemberSpec member = world.members().get(life.member());
        @Nullable GroupProtocol own = member.protocolOf(life.incarnation());
        ClientConfig config = own == null ? common : byProtocol.getOrDefault(own, common);
        String instanceId = member.instanceId();
        return instanceId == null ? config : config.withInstanceId(instanceId);
    }

    /** Whether any life may speak the consumer protocol. */
    boolean anyConsumer() {
        return byProtocol.containsKey(GroupProtocol.CONSUMER);
    }

    /** Whether lives of both protocols may meet. */
    private boolean areMixed() {
        return byProtocol.size() > 1;
    }

    /** The broker's settings. Where lives of both protocols meet, both have the same sessions unless the broker says otherwise. */
    GroupConfig broker() {
        return areMixed()
                ? new GroupTerms(world.clientConfig(), world.groupConfig(), List.of()).brokerOfBoth()
                : world.groupConfig();
    }
}
