package io.offsetlab.consumer;

/** Batches as a poll would return them, for tests of other packages. */
public final class Batches {
    private Batches() {}

    /** @param runs triples of partition, first offset and the offset behind the last */
    public static Batch of(long... runs) {
        Batch.Builder builder = new Batch.Builder();
        for (int i = 0; i < runs.length; i += 3) {
            builder.add((int) runs[i], runs[i + 1], runs[i + 2]);
        }
        return builder.build();
    }
}
