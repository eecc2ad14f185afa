package io.offsetlab.cluster;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.TransactionFact;

/**
 * The way of all facts to their observers. Before a fact that work in progress could matter to, that work is caught up with: a
 * member's own, that of everybody who works on a partition whose commit is applied, and all of it when ownership changes.
 */
final class FactGate implements FactSink {
    private static final int APPENDED = 1;
    private static final int HIDDEN = 2;
    private static final int LOG_START_MOVED = 3;
    private static final int STARTED = 12;
    private static final int EFFECT = 13;
    private static final int STORED = 14;
    private static final int REFUSED = 15;
    private static final int COMMIT_APPLIED = 21;
    private static final int OFFSETS_MOVED = 92;
    private static final int FIRST_OF_GROUP = 40;
    private static final int LAST_OF_GROUP = 49;
    private static final int EMPTY_POLLS = 72;
    private static final int HEARTBEATS = 73;

    private final Run run;
    private final FactSink observers;
    private final boolean clairvoyant;

    FactGate(Run run, FactSink observers) {
        this.run = run;
        this.observers = observers;
        this.clairvoyant = run.policy().clairvoyant();
    }

    @Override
    public void accept(Fact fact) {
        catchUpBefore(fact);
        observers.accept(fact);
        run.injector().observe(fact);
        if (clairvoyant) {
            ClairvoyantCommits.before(run, fact);
        }
    }

    /** Told apart by code, because asking a fact for its kind is what every fact of every run goes through. */
    private void catchUpBefore(Fact fact) {
        switch (fact.code()) {
            case APPENDED, HIDDEN, LOG_START_MOVED, STARTED, EFFECT, STORED, REFUSED, EMPTY_POLLS, HEARTBEATS -> {}
            case COMMIT_APPLIED -> catchUpBeforeCommit(((CommitFact.CommitApplied) fact).partition());
            case OFFSETS_MOVED -> catchUpBeforeCommit(((TransactionFact.OffsetsMoved) fact).partition());
            default -> {
                if (Lane.isMember(fact.lane())) {
                    catchUpWorkOf(fact.lane());
                }
                if (fact.code() >= FIRST_OF_GROUP && fact.code() <= LAST_OF_GROUP) {
                    for (Host host : run.hosts()) {
                        catchUpWorkOf(host.member());
                    }
                }
            }
        }
    }

    private void catchUpBeforeCommit(int partition) {
        run.catchUpWorkOn(partition);
        run.logs().get(partition).tell(run.simulation().now());
    }

    private void catchUpWorkOf(int member) {
        Life life = run.lifeOf(member);
        if (life != null) {
            life.worker().catchUp(run.simulation().now());
        }
    }
}
