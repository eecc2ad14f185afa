package io.offsetlab.engine;

/** A 64-bit hash over a state, fed by {@link Fingerprinted} objects. The same on every JVM. */
public final class Fingerprint {
    private final long now;
    private long hash = 0x6f66667365746c62L;

    /** @param now the virtual time in microseconds that {@link #addTime} is relative to */
    public Fingerprint(long now) {
        this.now = now;
    }

    public Fingerprint add(long number) {
        hash = Mix.combine(hash, number);
        return this;
    }

    public Fingerprint add(boolean flag) {
        return add(flag ? 1 : 2);
    }

    /** A point in virtual time, written relative to now; {@link Long#MAX_VALUE} stands for never. */
    public Fingerprint addTime(long at) {
        return at == Long.MAX_VALUE ? add(Long.MAX_VALUE) : add(at - now);
    }

    /** A point in virtual time at which something ends, which means nothing any more once it is past. */
    public Fingerprint addEnd(long at) {
        return addTime(Math.max(at, now));
    }

    public Fingerprint addText(CharSequence text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    public Fingerprint add(Fingerprinted part) {
        part.writeTo(this);
        return this;
    }

    public long value() {
        return hash;
    }
}
