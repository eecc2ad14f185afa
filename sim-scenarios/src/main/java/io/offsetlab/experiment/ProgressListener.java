package io.offsetlab.experiment;

/** Told now and then, on the thread that runs the experiment, how far it is. */
@FunctionalInterface
public interface ProgressListener {
    /** Wants to know nothing. */
    ProgressListener NONE = (done, total) -> {};

    /** So many of all runs are done. */
    void progress(long done, long total);
}
