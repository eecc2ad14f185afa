package io.offsetlab.cli;

import io.offsetlab.experiment.ProgressListener;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line that says how far a command is, rewritten in place; nothing at all where nobody looks. */
final class Progress implements ProgressListener, AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String ERASE = "\r\u001b[K";

    private final Terminal terminal;
    private final String doing;
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos - EVERY_NANOS;
    private boolean shown;

    Progress(Terminal terminal, String doing) {
        this.terminal = terminal;
        this.doing = doing;
    }

    @Override
    public void progress(long done, long total) {
        long now = System.nanoTime();
        if (!terminal.interactive() || now - lastNanos < EVERY_NANOS) {
            return;
        }
        lastNanos = now;
        shown = true;
        terminal.err().print(ERASE + line(done, total, now - startNanos));
        terminal.err().flush();
    }

    /** So many are done, and nobody knows of how many. */
    void count(long done, String what) {
        long now = System.nanoTime();
        if (terminal.interactive() && now - lastNanos >= EVERY_NANOS) {
            lastNanos = now;
            shown = true;
            terminal.err().print(ERASE + String.format(Locale.ROOT, "%s: %,d %s", doing, done, what));
            terminal.err().flush();
        }
    }

    private String line(long done, long total, long nanos) {
        long percent = total == 0 ? 100 : 100 * done / total;
        String counts = String.format(Locale.ROOT, "%s: %,d of %,d, %d %%", doing, done, total, percent);
        if (done == 0) {
            return counts;
        }
        long secondsLeft = TimeUnit.NANOSECONDS.toSeconds((long) ((double) nanos / done * (total - done)));
        return counts + ", " + secondsLeft + " s left";
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (shown) {
            terminal.err().print(ERASE);
            terminal.err().flush();
        }
    }
}
