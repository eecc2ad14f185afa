package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;

/** Lets a test hold a cluster and the facade over it. */
public final class Clusters {
    private static final long ADMIN_MICROS = 2_000;
    private static final long RETENTION_CHECK_MICROS = 300_000_000;

    private Clusters() {}

    /** A facade over a cluster that others use as well. */
    public static SimulatedKafka over(ScriptedCluster cluster) {
        return new SimulatedKafka(cluster, ADMIN_MICROS, RETENTION_CHECK_MICROS);
    }
}
