package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a run. Each judges the whole run, instant by instant, whatever its policy promises. The text of a failure is the
 * bug report of the smallest world that was found to fail in the same way; its last line replays it.
 */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {
    private int budget = Shrinker.BUDGET;

    OutcomeAssert(Outcome actual) {
        super(actual, OutcomeAssert.class);
    }

    /** How many smaller worlds a failure may try, 2,000 unless said otherwise; 0 reports the world as it was run. */
    public OutcomeAssert tryingAtMost(int smallerWorlds) {
        if (smallerWorlds < 0) {
            throw new IllegalArgumentException(
                    "tryingAtMost: found " + smallerWorlds + ", allowed is a number of at least 0");
        }
        budget = smallerWorlds;
        return this;
    }

    /** A failure reports the world as it was run: for properties of jqwik, which makes worlds smaller itself. */
    public OutcomeAssert asItWasRun() {
        return tryingAtMost(0);
    }

    /** LOSS: the resume point never stood above a visible record without effect. */
    public OutcomeAssert lostNothing() {
        return holds(Asserted.that(InvariantName.LOSS));
    }

    /** DUP: no record's effect happened again. */
    public OutcomeAssert repeatedNothing() {
        return holds(Asserted.that(InvariantName.DUP));
    }

    /**
     * BOUND: no incident (crash, eviction, join, leave) repeated more records of a partition than this, or than this once more for
     * each consecutive commit before it that was sent and not applied.
     */
    public OutcomeAssert repeatedAtMost(long records) {
        return holds(Asserted.redelivery(atLeastZero("repeatedAtMost", records)));
    }

    /** REWIND: no committed offset moved back without an explicit reset. */
    public OutcomeAssert neverRewound() {
        return holds(Asserted.that(InvariantName.REWIND));
    }

    /** FOREIGN: no commit was accepted for a partition that its member did not own in the current generation. */
    public OutcomeAssert committedOnlyWhatItOwned() {
        return holds(Asserted.that(InvariantName.FOREIGN));
    }

    /** BEYOND: no committed offset stood above the log end. */
    public OutcomeAssert neverCommittedBeyondTheEnd() {
        return holds(Asserted.that(InvariantName.BEYOND));
    }

    /** ORDER: first effects within a partition came in the order of offsets. */
    public OutcomeAssert keptOrder() {
        return holds(Asserted.that(InvariantName.ORDER));
    }

    /** STUCK: once healed, the group gave every visible record its effect within the bound of the scenario. */
    public OutcomeAssert caughtUp() {
        return holds(Asserted.that(InvariantName.STUCK));
    }

    /** RESIDUE: once healed and quiet, no partition had more records that were processed and not committed than this. */
    public OutcomeAssert leftUncommittedAtMost(long records) {
        return holds(Asserted.residue(atLeastZero("leftUncommittedAtMost", records)));
    }

    /** All that whoever commits promises itself. */
    public OutcomeAssert keptItsPromise() {
        isNotNull();
        return holds(actual.ownPromise());
    }

    private static long atLeastZero(String name, long records) {
        if (records < 0) {
            throw new IllegalArgumentException(name + ": found " + records + ", allowed is a number of at least 0");
        }
        return records;
    }

    private OutcomeAssert holds(Asserted asserted) {
        isNotNull();
        return holds(asserted.insteadOf(actual.ownPromise()));
    }

    private OutcomeAssert holds(Promise promise) {
        JudgedRun judged = Asserted.judge(actual.run(), promise);
        if (judged.broken() != null) {
            OutcomeBroken broken = actual.subject().broken(actual.world(), actual.seed(), judged, promise, budget);
            throw described(broken);
        }
        return this;
    }

    private OutcomeBroken described(OutcomeBroken broken) {
        String description = descriptionText();
        return description.isEmpty()
                ? broken
                : new OutcomeBroken(
                        () -> "[" + description + "] " + broken.getMessage(), broken.run(), broken.violation());
    }
}
