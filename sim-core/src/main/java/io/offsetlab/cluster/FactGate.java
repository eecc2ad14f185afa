package io.offsetlab.cluster;

import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.RecordFact;

/**
 * The way of all facts to their observers. Before a fact that work in progress could matter to, that work is caught up with: a
 * member's own, that of everybody who works on a partition whose commit is applied, and all of it when ownership changes.
 */
final class FactGate implements FactSink {
    private final Run run;
    private final FactSink observers;

    FactGate(Run run, FactSink observers) {
        this.run = run;
        this.observers = observers;
    }

    @Override
    public void accept(Fact fact) {
        if (!isProgress(fact)) {
            catchUpBefore(fact);
        }
        pass(fact);
    }

    private void pass(Fact fact) {
        observers.accept(fact);
        run.injector().observe(fact);
        if (run.policy().clairvoyant()) {
            ClairvoyantCommits.before(run, fact);
        }
    }

    private static boolean isProgress(Fact fact) {
        return fact instanceof RecordFact.Started
                || fact instanceof RecordFact.Effect
                || fact instanceof RecordFact.ExternalStored
                || fact instanceof RecordFact.ExternalRefused
                || fact instanceof LogFact
                || fact instanceof CallFact.EmptyPolls
                || fact instanceof CallFact.Heartbeats;
    }

    private void catchUpBefore(Fact fact) {
        if (fact instanceof CommitFact.CommitApplied applied) {
            run.catchUpWorkOn(applied.partition());
            run.logs().get(applied.partition()).tell(run.simulation().now());
        } else if (Lane.isMember(fact.lane())) {
            catchUpWorkOf(fact.lane());
        } else if (fact instanceof GroupFact) {
            for (Host host : run.hosts()) {
                catchUpWorkOf(host.member());
            }
        }
    }

    private void catchUpWorkOf(int member) {
        Life life = run.lifeOf(member);
        if (life != null) {
            life.worker().catchUp(run.simulation().now());
        }
    }
}
