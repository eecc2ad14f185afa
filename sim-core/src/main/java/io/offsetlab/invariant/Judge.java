package io.offsetlab.invariant;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run by its facts alone, one after the other, in the order of the trace. All invariants are always watched: those that
 * the policy promises are judged, the others counted. What is kept in memory grows with the number of owners and of gaps in what
 * was processed, not with records or commits.
 *
 * <p>A fact about a range may come in pieces. Effects have to be told before the first fact that depends on them: the commit that
 * carries them, or the crash that ends them.
 */
public final class Judge implements FactSink {
    private final Findings findings;
    private final Rules rules;

    /** A judge for a run with this header: its promise, its names, and what the formulas are evaluated with. */
    public Judge(RunHeader header) {
        this(header, incident -> {});
    }

    /** As {@link #Judge(RunHeader)}, and tells the listener of incidents. */
    public Judge(RunHeader header, IncidentListener listener) {
        findings = new Findings(header);
        rules = new Rules(new Ledger(header), findings, listener);
    }

    /** @throws IndexOutOfBoundsException for a member or partition that the header does not name */
    @Override
    public void accept(Fact fact) {
        rules.judge(fact);
    }

    /** The first violation of each invariant, promised or not, in the order of being found. */
    public List<Violation> violations() {
        return findings.violations();
    }

    /** The first fact that breaks what the policy promises, or null. */
    public @Nullable Violation firstBrokenPromise() {
        return findings.firstBrokenPromise();
    }

    /** Whether the policy has kept its promise so far. */
    public Verdict verdict() {
        return findings.firstBrokenPromise() == null ? Verdict.KEPT : Verdict.BROKEN;
    }

    /**
     * How often an invariant is broken, promised or not. Records: for LOSS those that are lost now, though a record that was lost
     * at an earlier instant is a violation even if it was processed later; for DUP each further effect; for BOUND and RESIDUE those
     * beyond what is declared; for ORDER those that came late; for ATOMIC those torn from their offset; for STUCK those without
     * effect when the run was last quiet. Commits of a partition: REWIND, FOREIGN, BEYOND. Facts: ENGINE.
     */
    public long count(InvariantName invariant) {
        return invariant == InvariantName.LOSS ? rules.lostNow() : findings.count(invariant);
    }

    /** Where the run stands, derived from its facts. */
    public Ledger ledger() {
        return rules.ledger();
    }

    /** How many incidents there were. */
    public IncidentLog incidents() {
        return rules.incidents();
    }

    /** Tells all that the judgement of further facts depends on. */
    public void writeTo(Numbers out) {
        findings.writeTo(out);
        rules.writeTo(out);
    }

    /** A hash of all that {@link #writeTo} tells. */
    public long fingerprint() {
        Hash hash = new Hash();
        writeTo(hash);
        return hash.value;
    }

    /**
     * A hash over the same and over the times that the judgement depends on, counted from now. How often what is not promised was violated is
     * left out: it decides about no later fact.
     *
     * @param now the virtual time in microseconds
     */
    public long fingerprint(long now) {
        Hash hash = new Hash();
        writeTo(hash);
        rules.writeTimesTo(hash, now);
        return hash.value;
    }

    private static final class Hash implements Numbers {
        private long value;

        @Override
        public void number(long number) {
            long mixed = (value ^ number) * 0x9E3779B97F4A7C15L;
            value = Long.rotateLeft(mixed ^ (mixed >>> 29), 27) + 0x52DCE729L;
        }
    }
}
