package io.offsetlab.trace;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.protocol.Promise;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reader of facts has to know: the run's identity and the names of its numbers.
 *
 * @param engineVersion raised whenever a run of the same world may come out differently
 * @param scenario the scenario's name
 * @param policy the policy's name
 * @param promise what the policy declares to keep
 * @param seed what chance was drawn from
 * @param clientConfig the settings of the scenario and the policy, by Kafka's keys, ascending
 * @param members names of the processes by number
 * @param partitions names of the partitions by number
 * @param inputs what formulas of the promise are evaluated with
 * @param fixes bugs of Kafka that the clients did not have
 */
public record RunHeader(
        int engineVersion,
        String scenario,
        String policy,
        Promise promise,
        long seed,
        Map<String, String> clientConfig,
        List<String> members,
        List<TopicPartition> partitions,
        Formula.Inputs inputs,
        Set<KafkaFix> fixes) {

    /** The version of the engine in this build. */
    public static final int ENGINE_VERSION = 3;

    /** The release of Apache Kafka whose behaviour is modelled. */
    public static final String KAFKA_VERSION = "4.4.0";

    /** Of a run with all of Kafka's bugs. */
    public RunHeader(
            int engineVersion,
            String scenario,
            String policy,
            Promise promise,
            long seed,
            Map<String, String> clientConfig,
            List<String> members,
            List<TopicPartition> partitions,
            Formula.Inputs inputs) {
        this(
                engineVersion,
                scenario,
                policy,
                promise,
                seed,
                clientConfig,
                members,
                partitions,
                inputs,
                Collections.emptySet());
    }

    /** The name of a lane: a member's, a partition's, {@code coordinator} or {@code world}. */
    public String laneName(int lane) {
        if (Lane.isMember(lane)) {
            return members.get(lane);
        }
        if (Lane.isPartition(lane)) {
            return partitions.get(Lane.partitionOf(lane)).toString();
        }
        return lane == Lane.COORDINATOR ? "coordinator" : "world";
    }
}
