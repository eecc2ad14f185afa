package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RangeFact;
import io.offsetlab.trace.RecordFact;
import org.jspecify.annotations.Nullable;

/**
 * ATOMIC, for policies whose resume point is an external store: effects and the store's offset change together; and for those that
 * promise the same of the committed offset, whose effects are outputs of a transaction (S9.5). What a member does and writes without doing anything else between is compared as a whole, so that it may be told in any pieces: each record
 * with an effect is written, each record that is written is handled, the first effect happens at the instant of the first write
 * and the last at that of the last. It is compared when the member does anything else at a later instant, or dies.
 */
final class AtomicRule {
    private final Ledger ledger;
    private final Findings findings;
    private final @Nullable AtomicWindow[] windows;

    AtomicRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
        windows = new AtomicWindow[ledger.memberCount()];
    }

    void before(Fact fact) {
        int member = fact.lane();
        if (member < 0 || fact instanceof RangeFact) {
            return;
        }
        AtomicWindow window = windows[member];
        if (window != null
                && (fact.at() > window.lastAt()
                        || fact instanceof ProcessFact.Crashed
                        || fact instanceof ProcessFact.Stopped)) {
            close(member, window);
        }
    }

    void done(RecordFact.Effect fact) {
        done(fact.member(), fact.partition(), fact.from(), fact.to(), fact.at(), fact.lastAt());
    }

    /** Outputs for these records became visible. */
    void done(RecordFact.Durable fact) {
        done(fact.member(), fact.partition(), fact.from(), fact.to(), fact.at(), fact.at());
    }

    private void done(int member, int partition, long from, long to, long at, long lastAt) {
        AtomicWindow window = window(member);
        window.touch(partition);
        window.done(partition).add(from, to);
        window.doneBetween(at, lastAt);
        window.noticed(findings);
    }

    void stored(RecordFact.ExternalStored fact) {
        AtomicWindow window = window(fact.member());
        window.touch(fact.partition());
        window.stored(fact.partition()).add(fact.from(), fact.to());
        window.storedBetween(fact.at(), fact.lastAt());
        window.noticed(findings);
    }

    /** A member's commit took the committed offset forward: with a transaction or without. */
    void committed(int member, int partition, long oldOffset, long newOffset, long at) {
        long from = Math.max(ledger.logStart(partition), oldOffset);
        if (member >= 0 && newOffset > from) {
            AtomicWindow window = window(member);
            window.touch(partition);
            window.stored(partition).add(from, newOffset);
            window.storedBetween(at, at);
            window.noticed(findings);
        }
    }

    /** The member's transaction is over. */
    void ended(int member) {
        AtomicWindow window = windows[member];
        if (window != null) {
            close(member, window);
        }
    }

    void closeAll() {
        for (int member = 0; member < windows.length; member++) {
            AtomicWindow window = windows[member];
            if (window != null) {
                close(member, window);
            }
        }
    }

    private AtomicWindow window(int member) {
        AtomicWindow window = windows[member];
        if (window == null) {
            window = new AtomicWindow(ledger.partitionCount());
            windows[member] = window;
        }
        return window;
    }

    private void close(int member, AtomicWindow window) {
        if (window.isEmpty()) {
            return;
        }
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
                + (ledger.judgesTransactions() ? ofTransaction(window) : ofStore(window));
        findings.report(
                window.factNumber,
                window.fact == null ? findings.fact() : window.fact,
                InvariantName.ATOMIC,
                where,
                Cause.NONE,
                sentence);
    }

    private static String ofStore(AtomicWindow window) {
        return window.hasWrites()
                ? " did it and wrote offsets to the store, but not the same records at the same time"
                : " did it without writing the offset to the store";
    }

    private static String ofTransaction(AtomicWindow window) {
        return window.hasWrites()
                ? "'s outputs and offsets became visible, but not for the same records at the same time"
                : "'s outputs became visible without the offset behind them";
    }

    void writeTo(Numbers out) {
        for (AtomicWindow window : windows) {
            if (window == null || window.isEmpty()) {
                out.flag(false);
            } else {
                out.flag(true);
                window.writeTo(out);
            }
        }
    }
}
