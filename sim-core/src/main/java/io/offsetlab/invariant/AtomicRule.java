package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RangeFact;
import io.offsetlab.trace.RecordFact;

/**
 * ATOMIC, for policies whose resume point is an external store: effects and the store's offset change together. What a member
 * does and writes without doing anything else between is compared as a whole, so that it may be told in any pieces: each record
 * with an effect is written, each record that is written is handled, the first effect happens at the instant of the first write
 * and the last at that of the last. It is compared when the member does anything else at a later instant, or dies.
 */
final class AtomicRule {
    private final Ledger ledger;
    private final Findings findings;
    private final AtomicWindow[] windows;

    AtomicRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
        windows = new AtomicWindow[ledger.storeIsResumePoint ? ledger.memberCount() : 0];
        for (int member = 0; member < windows.length; member++) {
            windows[member] = new AtomicWindow(ledger.partitionCount());
        }
    }

    void before(Fact fact) {
        int member = fact.lane();
        if (member < 0 || fact instanceof RangeFact) {
            return;
        }
        AtomicWindow window = windows[member];
        if (fact.at() > window.lastAt() || fact instanceof ProcessFact.Crashed || fact instanceof ProcessFact.Stopped) {
            close(member, window);
        }
    }

    void done(RecordFact.Effect fact) {
        AtomicWindow window = windows[fact.member()];
        window.touch(fact.partition());
        window.done(fact.partition()).add(fact.from(), fact.to());
        window.doneBetween(fact.at(), fact.lastAt());
        window.noticed(findings);
    }

    void stored(RecordFact.ExternalStored fact) {
        AtomicWindow window = windows[fact.member()];
        window.touch(fact.partition());
        window.stored(fact.partition()).add(fact.from(), fact.to());
        window.storedBetween(fact.at(), fact.lastAt());
        window.noticed(findings);
    }

    void closeAll() {
        for (int member = 0; member < windows.length; member++) {
            close(member, windows[member]);
        }
    }

    private void close(int member, AtomicWindow window) {
        for (int i = 0; i < window.touchedCount(); i++) {
            int p = window.touched(i);
            OffsetRanges done = window.done(p);
            long torn = AtomicWindow.outside(done, window.stored(p))
                    + AtomicWindow.outside(window.stored(p), ledger.partition(p).handled);
            if (torn == 0 && !window.isSimultaneous()) {
                torn = done.size();
            }
            if (torn > 0 && findings.count(InvariantName.ATOMIC, torn)) {
                report(member, window, p, done.isEmpty() ? window.stored(p) : done);
            }
        }
        window.clear();
    }

    private void report(int member, AtomicWindow window, int partition, OffsetRanges records) {
        Where where = Where.records(partition, records.from(0), records.to(0), member);
        String sentence = "ATOMIC " + findings.words(where) + findings.member(member)
                + (window.hasWrites()
                        ? " did it and wrote offsets to the store, but not the same records at the same time"
                        : " did it without writing the offset to the store");
        findings.report(
                window.factNumber,
                window.fact == null ? findings.fact() : window.fact,
                InvariantName.ATOMIC,
                where,
                Cause.NONE,
                sentence);
    }

    void writeTo(Numbers out) {
        for (AtomicWindow window : windows) {
            window.writeTo(out);
        }
    }
}
