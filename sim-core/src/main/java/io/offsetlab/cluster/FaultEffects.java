package io.offsetlab.cluster;

import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.trace.LinkState;
import io.offsetlab.trace.ProcessFact;

/** What each kind of fault does to the run. */
final class FaultEffects {
    private final Run run;

    FaultEffects(Run run) {
        this.run = run;
    }

    /** Whether the target of a fault is there to be hit. */
    boolean canHit(Fault fault) {
        if (!fault.kind().hasTarget()) {
            return true;
        }
        Host host = run.hosts().get(fault.member());
        return fault.kind() == FaultKind.JOIN ? !host.hasEverStarted() : host.life() != null;
    }

    void apply(Fault fault) {
        long now = run.simulation().now();
        switch (fault.kind()) {
            case CRASH -> run.hosts().get(fault.member()).crash(fault.durationMicros());
            case LEAVE -> run.hosts().get(fault.member()).stop(fault.durationMicros());
            case JOIN -> run.hosts().get(fault.member()).startAt(now);
            case PAUSE -> pause(fault);
            case SLOW_PROCESSING -> life(fault).slowDown(fault.extraMicros());
            case COORDINATOR_MOVED -> run.moveCoordinator(fault.durationMicros());
            default -> troubleNetwork(fault);
        }
    }

    private void pause(Fault fault) {
        long until = Math.min(
                run.simulation().now() + fault.durationMicros(), run.world().chaosMicros());
        Life life = life(fault);
        run.facts().accept(new ProcessFact.Paused(run.simulation().now(), fault.member()));
        life.freeze(until);
        life.tellResumedAt(until);
    }

    private void troubleNetwork(Fault fault) {
        Host host = run.hosts().get(fault.member());
        Life life = life(fault);
        long now = run.simulation().now();
        life.expectTrouble();
        switch (fault.kind()) {
            case ANSWER_DROPPED -> {
                tell(fault, LinkState.DROPS_ANSWERS);
                host.faults().dropAnswers(fault.count(), fault.only());
            }
            case REQUEST_SWALLOWED -> {
                tell(fault, LinkState.SWALLOWS_REQUESTS);
                host.faults().swallowRequests(fault.count(), fault.only());
            }
            case SLOW -> {
                tell(fault, LinkState.SLOW);
                host.faults().slowUntil(now + fault.durationMicros(), fault.extraMicros());
            }
            case CONNECTION_BROKEN -> {
                tell(fault, LinkState.BROKEN);
                host.faults().breakUntil(now + fault.durationMicros());
                life.breakConnections();
            }
            default -> throw new IllegalStateException(fault.kind() + " does nothing to the network");
        }
    }

    private void tell(Fault fault, LinkState state) {
        run.facts().accept(new ProcessFact.LinkChanged(run.simulation().now(), fault.member(), state));
    }

    private Life life(Fault fault) {
        Life life = run.lifeOf(fault.member());
        if (life == null) {
            throw new IllegalStateException("process " + fault.member() + " is not running");
        }
        return life;
    }
}
