package io.offsetlab.invariant;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Traces that no group would make, of partition 0, so that rules meet what a simulation seldom shows. */
final class RandomTraces {
    private static final int END = 24;

    private RandomTraces() {}

    /** One thing that happens, with two offsets in ascending order that it may use as it likes. */
    record Step(Kind kind, int member, int low, int high) {}

    enum Kind {
        DONE,
        DONE_TOO,
        SKIPPED,
        REFUSED,
        COMMIT,
        COMMIT_TOO,
        STORE,
        APPEND,
        HIDE,
        SEEK,
        SEEK_BACK,
        CRASH
    }

    static Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, END - 1),
                        Arbitraries.integers().between(1, END))
                .as((kind, member, one, two) -> new Step(kind, member, Math.min(one, two - 1), Math.max(one + 1, two)))
                .list()
                .ofMaxSize(40);
    }

    static TestTrace trace(List<Step> steps) {
        TestTrace trace = TestTrace.oneOwner(10).joined(1);
        long end = 10;
        for (Step step : steps) {
            if (step.kind() == Kind.APPEND) {
                trace.appended(0, end, end + step.high());
                end += step.high();
            } else {
                add(trace, step);
            }
        }
        return trace.quiet().ended();
    }

    private static void add(TestTrace trace, Step step) {
        int member = step.member();
        switch (step.kind()) {
            case DONE, DONE_TOO -> trace.done(member, 0, step.low(), step.high());
            case SKIPPED -> trace.effect(member, 0, step.low(), step.high(), Outcome.SKIPPED);
            case REFUSED -> trace.effect(member, 0, step.low(), step.high(), Outcome.REFUSED);
            case COMMIT, COMMIT_TOO -> trace.committed(member, 0, step.high());
            case STORE -> trace.stored(member, 0, step.low(), step.high());
            case HIDE -> trace.hidden(0, step.high() - 1, step.high());
            case SEEK -> trace.seeked(member, 0, step.low(), step.high());
            case SEEK_BACK -> trace.seeked(member, 0, step.high(), step.low());
            case CRASH -> trace.crashed(member).handOver(member, 1 - member);
            case APPEND -> throw new IllegalArgumentException("needs the log end");
        }
    }

    /** The same facts, each range of more than one record in two pieces. */
    static List<Fact> split(List<Fact> facts, int where) {
        List<Fact> pieces = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof RecordFact.Effect effect && effect.to() - effect.from() > 1) {
                split(pieces, effect, where);
            } else if (fact instanceof RecordFact.ExternalStored stored && stored.to() - stored.from() > 1) {
                split(pieces, stored, where);
            } else if (fact instanceof LogFact.Appended appended && appended.to() - appended.from() > 1) {
                long middle = middle(appended.from(), appended.to(), where);
                pieces.add(new LogFact.Appended(appended.at(), appended.at(), 0, appended.from(), middle));
                pieces.add(new LogFact.Appended(appended.at(), appended.lastAt(), 0, middle, appended.to()));
            } else {
                pieces.add(fact);
            }
        }
        return pieces;
    }

    private static void split(List<Fact> pieces, RecordFact.Effect fact, int where) {
        long middle = middle(fact.from(), fact.to(), where);
        long before = fact.at() + middle - fact.from() - 1;
        pieces.add(new RecordFact.Effect(
                fact.at(), before, fact.member(), 0, fact.from(), middle, fact.outcome(), fact.worker()));
        pieces.add(new RecordFact.Effect(
                before + 1, fact.lastAt(), fact.member(), 0, middle, fact.to(), fact.outcome(), fact.worker()));
    }

    private static void split(List<Fact> pieces, RecordFact.ExternalStored fact, int where) {
        long middle = middle(fact.from(), fact.to(), where);
        long before = fact.at() + middle - fact.from() - 1;
        pieces.add(new RecordFact.ExternalStored(fact.at(), before, fact.member(), 0, fact.from(), middle));
        pieces.add(new RecordFact.ExternalStored(before + 1, fact.lastAt(), fact.member(), 0, middle, fact.to()));
    }

    private static long middle(long from, long to, int where) {
        return from + 1 + where % (to - from - 1);
    }
}
