package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Judge;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import io.offsetlab.trace.RunHeader;
import java.util.List;

/** What a test asserts, as a promise: a run is judged by it as if whoever commits had promised it. */
record Asserted(InvariantName invariant, Formula redelivery, Formula residue) {

    static Asserted that(InvariantName invariant) {
        return new Asserted(invariant, Formula.UNBOUNDED, Formula.UNBOUNDED);
    }

    static Asserted redelivery(long mostRecords) {
        return new Asserted(InvariantName.BOUND, Formula.records(mostRecords), Formula.UNBOUNDED);
    }

    static Asserted residue(long mostRecords) {
        return new Asserted(InvariantName.RESIDUE, Formula.UNBOUNDED, Formula.records(mostRecords));
    }

    /** The promise that holds this alone; where reading resumes stays what it is. */
    Promise insteadOf(Promise own) {
        return new Promise(List.of(invariant), redelivery, residue, own.resumePoint());
    }

    /** The same facts, judged by this promise. */
    static JudgedRun judge(JudgedRun run, Promise promise) {
        RunHeader own = run.header();
        RunHeader header = new RunHeader(
                own.engineVersion(),
                own.scenario(),
                own.policy(),
                promise,
                own.seed(),
                own.clientConfig(),
                own.members(),
                own.partitions(),
                own.inputs(),
                own.fixes());
        Judge judge = new Judge(header);
        run.facts().forEach(judge::accept);
        return new JudgedRun(
                header, run.facts(), run.faults(), judge.violations(), judge.firstBrokenPromise(), run.digest());
    }
}
