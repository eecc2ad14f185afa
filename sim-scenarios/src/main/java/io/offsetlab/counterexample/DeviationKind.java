package io.offsetlab.counterexample;

import java.util.Locale;

/** What exploration lets go wrong at a place, from harmless to harsh: in this order it is tried. */
public enum DeviationKind {
    /** A request, or its answer, takes so long that the next thing that happens anywhere comes before. */
    DELAY("a request or its answer arrives after the next thing that happens elsewhere"),
    /** What the model leaves to chance goes the other way: when an answer is taken in, whether a request outlives its connection. */
    RACE("an answer is taken in late, a request on its way is lost with its connection, or the background thread of"
            + " the consumer protocol commits behind the records that poll is about to return"),
    ANSWER_DROPPED("the request is applied, its answer never arrives"),
    REQUEST_SWALLOWED("the request never arrives"),
    /** With each choice of which unreplicated commits survive. */
    COORDINATOR_MOVED("the group moves to another coordinator; unreplicated commits survive or not"),
    /** While a request is on its way; with both choices of whether it arrives. */
    CONNECTION_BROKEN("the connections break; a request on its way arrives or not"),
    JOIN("one more member starts"),
    LEAVE("the member closes its consumer and starts again"),
    /** Just before a step and just after it. */
    CRASH("the process is killed, before or after a step, and starts again");

    private final String description;

    DeviationKind(String description) {
        this.description = description;
    }

    /** Its name on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line about it. */
    public String description() {
        return description;
    }
}
