package io.offsetlab.counterexample;

import io.offsetlab.engine.Pins;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.SettingReductions;
import java.util.Map;
import java.util.TreeMap;

/**
 * The group whose placements are explored, as a person says it. It draws nothing: no time has jitter, ids are fixed, and races
 * are decided the harmless way unless exploration decides otherwise.
 *
 * @param members processes, all there from the beginning
 * @param partitions of one topic
 * @param records in all, dealt to the partitions and rounded up to a multiple of them
 * @param processingMicros how long the application works on a record
 * @param client further settings of Kafka's consumer
 */
public record SmallGroup(int members, int partitions, int records, long processingMicros, Map<String, String> client) {
    /** Members and partitions, each. */
    public static final int MOST = 16;

    public static final int MOST_RECORDS = 1_000;
    private static final long LATENCY_MICROS = 500;
    private static final String RECORDS_PER_POLL = "2";

    /** So long may one fault be felt: a JoinGroup that is lost is given up after max.poll.interval.ms and 5 s more. */
    private static final long RECOVERY_MICROS = 400_000_000;

    /** @throws BadInput if a number is out of range */
    public SmallGroup {
        require("--members", members, MOST);
        require("--partitions", partitions, MOST);
        require("--records", records, MOST_RECORDS);
        client = new TreeMap<>(client);
    }

    private static void require(String option, int number, int most) {
        if (number < 1 || number > most) {
            throw new BadInput(option + ": found " + number + ", allowed is a number from 1 to " + most);
        }
    }

    /**
     * As a scenario without faults.
     *
     * @param faults how many are going to be placed
     */
    public Scenario scenario(int faults) {
        Map<String, String> settings = new TreeMap<>(client);
        settings.putIfAbsent("max.poll.records", RECORDS_PER_POLL);
        Pins pins = Pins.NONE;
        for (String stream : SettingReductions.streams(settings)) {
            pins = pins.withStream(stream);
        }
        return Scenario.named("explored")
                .members(members)
                .topic("orders", partitions)
                .burst((records + partitions - 1) / partitions)
                .processing(processingMicros, 0)
                .latency(LATENCY_MICROS, 0)
                .client(settings)
                .pins(pins)
                .until((faults + 1) * RECOVERY_MICROS)
                .build();
    }
}
