package io.offsetlab.counterexample;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.AtTime;
import io.offsetlab.fault.Anchor.GroupFinished;
import io.offsetlab.fault.Anchor.Place;
import io.offsetlab.fault.Anchor.RecordFinished;
import io.offsetlab.fault.Fault;
import io.offsetlab.protocol.Request;
import io.offsetlab.scenario.Durations;
import io.offsetlab.scenario.Scenario;
import java.util.List;
import java.util.Locale;

/** A fault in a few words, as a step of a story says it. */
final class FaultPhrase {
    private final Scenario scenario;

    private FaultPhrase(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The faults of a scenario in its order. */
    static List<String> all(Scenario scenario) {
        FaultPhrase phrase = new FaultPhrase(scenario);
        return scenario.faults().stream().map(phrase::of).toList();
    }

    /** What a fault of a scenario is, without when it happens. */
    static String what(Scenario scenario, Fault fault) {
        return new FaultPhrase(scenario).what(fault);
    }

    private String of(Fault fault) {
        return what(fault) + " " + when(fault.anchor());
    }

    private String what(Fault fault) {
        String duration = fault.durationMicros() == Fault.FOREVER ? "" : Durations.text(fault.durationMicros());
        return switch (fault.kind()) {
            case CRASH -> "kill of " + member(fault) + restart(duration);
            case LEAVE -> "graceful end of " + member(fault) + restart(duration);
            case PAUSE -> "standstill of " + member(fault) + " for " + duration;
            case SLOW_PROCESSING ->
                "record in hand of " + member(fault) + " takes " + Durations.text(fault.extraMicros()) + " longer";
            case JOIN -> "start of " + member(fault);
            case ANSWER_DROPPED -> messages(fault, "answer") + " to " + member(fault) + " lost";
            case REQUEST_SWALLOWED -> messages(fault, "request") + " of " + member(fault) + " lost";
            case CONNECTION_BROKEN -> "connections of " + member(fault) + " broken for " + duration;
            case SLOW ->
                "messages of " + member(fault) + " take " + Durations.text(fault.extraMicros()) + " longer for "
                        + duration;
            case COORDINATOR_MOVED -> "move of the coordinator, which loads for " + duration;
        };
    }

    private static String restart(String duration) {
        return duration.isEmpty() ? ", for good" : ", back after " + duration;
    }

    private String member(Fault fault) {
        return scenario.members().get(fault.member()).name();
    }

    private static String messages(Fault fault, String noun) {
        String kind = fault.only() == null ? "" : word(fault.only()) + " ";
        return fault.count() == 1 ? "next " + kind + noun : "next " + fault.count() + " " + kind + noun + "s";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String when(Anchor anchor) {
        if (anchor instanceof AtTime time) {
            return "(at " + Durations.text(time.micros()) + ")";
        }
        if (anchor instanceof RecordFinished record) {
            return "(when " + scenario.partitions().get(record.partition()) + "@" + record.offset() + " was finished)";
        }
        if (anchor instanceof GroupFinished group) {
            return "(when " + group.records() + " records were finished)";
        }
        Place place = (Place) anchor;
        Request.Kind request = place.step().request();
        if (request != null) {
            return "(when " + word(request) + " " + place.number() + " of " + life(place) + " was "
                    + (place.step().isSent() ? "sent" : "answered") + ")";
        }
        return "(after step " + word(place.step()) + " number " + place.number() + " of " + life(place) + ")";
    }

    private String life(Place place) {
        String life = place.incarnation() == 0 ? "" : " in life " + (place.incarnation() + 1);
        return scenario.members().get(place.member()).name() + life;
    }
}
