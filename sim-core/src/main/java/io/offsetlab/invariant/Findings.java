package io.offsetlab.invariant;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules have found: of each invariant the first violation and a count. */
final class Findings {
    static final int INVARIANTS = InvariantName.values().length;

    private final RunHeader header;
    private final long[] counts = new long[INVARIANTS];
    private final boolean[] found = new boolean[INVARIANTS];
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable Violation firstBrokenPromise;
    private long factNumber = -1;
    private Fact fact = new CallFact.EmptyPolls(0, 0, 0);

    Findings(RunHeader header) {
        this.header = header;
    }

    void next(Fact next) {
        factNumber++;
        fact = next;
    }

    /** The fact that is being judged. */
    Fact fact() {
        return fact;
    }

    /** Counts so many more; returns whether a violation of this invariant is still to be reported. */
    boolean count(InvariantName invariant, long more) {
        counts[invariant.ordinal()] += more;
        return !found[invariant.ordinal()];
    }

    void setCount(InvariantName invariant, long number) {
        counts[invariant.ordinal()] = number;
    }

    boolean isFound(InvariantName invariant) {
        return found[invariant.ordinal()];
    }

    long count(InvariantName invariant) {
        return counts[invariant.ordinal()];
    }

    /** The place in the trace of the fact that is being judged. */
    long factNumber() {
        return factNumber;
    }

    /** Reports the first violation of an invariant by the fact that is being judged. */
    void report(InvariantName invariant, Where where, Cause cause, String sentence) {
        report(factNumber, fact, invariant, where, cause, sentence);
    }

    /** Reports the first violation of an invariant by an earlier fact. */
    void report(long number, Fact by, InvariantName invariant, Where where, Cause cause, String sentence) {
        found[invariant.ordinal()] = true;
        Violation violation = new Violation(
                invariant,
                header.promise().keeps(invariant),
                number,
                by.at(),
                by.lane(),
                where.partition(),
                where.from(),
                where.to(),
                where.member(),
                where.commit(),
                cause,
                sentence);
        violations.add(violation);
        if (violation.promised()
                && (firstBrokenPromise == null || violation.factNumber() < firstBrokenPromise.factNumber())) {
            firstBrokenPromise = violation;
        }
    }

    /** An engine's rule is broken: counts it and reports it if it is the first. */
    void engineFault(Where where, String what) {
        if (count(InvariantName.ENGINE, 1)) {
            report(InvariantName.ENGINE, where, Cause.NONE, "ENGINE " + words(where) + what);
        }
    }

    List<Violation> violations() {
        return Collections.unmodifiableList(violations);
    }

    @Nullable
    Violation firstBrokenPromise() {
        return firstBrokenPromise;
    }

    /** The record or range of records as people write it, followed by a colon. */
    String words(Where where) {
        if (where.partition() < 0) {
            return "";
        }
        String partition = header.partitions().get(where.partition()).toString();
        if (where.from() < 0) {
            return partition + ": ";
        }
        return partition + "@" + range(where.from(), where.to()) + ": ";
    }

    String member(int member) {
        return member < 0 ? "the cluster" : header.members().get(member);
    }

    static String range(long from, long to) {
        return to - from > 1 ? from + "-" + (to - 1) : Long.toString(from);
    }

    void writeTo(Numbers out) {
        for (int i = 0; i < INVARIANTS; i++) {
            out.number(found[i] && header.promise().keeps(InvariantName.values()[i]) ? 1 : 0);
        }
    }

    /** What a violation is about; -1 stands for nothing. */
    record Where(int partition, long from, long to, int member, int commit) {
        static Where records(int partition, long from, long to, int member) {
            return new Where(partition, from, to, member, -1);
        }

        static Where commit(int partition, long offset, int member, int commit) {
            return new Where(partition, offset, offset + 1, member, commit);
        }
    }
}
