package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.RecordId;
import java.util.List;

/** Whether an application is in range and fits the records that there are. */
final class ApplicationCheck {
    private ApplicationCheck() {}

    /** @param ends the offset behind the last record of each partition */
    static void all(Handling application, List<Long> ends) {
        FieldPath path = FieldPath.of("application");
        ScenarioCheck.between(path.field("workers"), application.workers(), 1, Limits.WORKERS);
        ScenarioCheck.between(path.field("keys"), application.keys(), 1, Limits.RECORDS);
        if (application.failures() != Handling.ALWAYS) {
            ScenarioCheck.between(path.field("poison").field("fails"), application.failures(), 1, Limits.FAILURES);
        }
        marked(path.field("poison"), application.poison(), ends);
        marked(path.field("slow"), application.slow(), ends);
        boolean slow = !application.slow().isEmpty();
        ScenarioCheck.duration(path.field("slow").field("extra"), application.slowExtraMicros(), slow ? 1 : 0);
        ScenarioCheck.duration(
                path.field("sink").field("flush-every"), application.sink().flushMicros(), 0);
        ScenarioCheck.duration(
                path.field("sink").field("gap"), application.sink().gapMicros(), 0);
        if (application.restartMicros() != Handling.NEVER) {
            ScenarioCheck.duration(path.field("restart-after"), application.restartMicros(), 0);
        }
    }

    private static void marked(FieldPath path, Marked marked, List<Long> ends) {
        if (marked.oneIn() != 0) {
            ScenarioCheck.between(path.field("one-in"), marked.oneIn(), 1, Limits.RECORDS);
        }
        List<RecordId> records = marked.records();
        ScenarioCheck.between(path.field("records"), records.size(), 0, Limits.NAMED_RECORDS);
        for (int i = 0; i < records.size(); i++) {
            RecordId record = records.get(i);
            FieldPath item = path.field("records").item(i);
            ScenarioCheck.between(item, record.partition(), 0, ends.size() - 1L);
            long end = ends.get(record.partition());
            ScenarioCheck.require(
                    record.offset() >= 0 && record.offset() < end,
                    item,
                    "found offset " + record.offset() + ", the partition has " + end
                            + (end == 1 ? " record" : " records") + ", from offset 0");
        }
    }
}
