package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;

/** Lets a test hold a cluster and the facade over it. */
public final class Clusters {
    private Clusters() {}

    /** A facade over a cluster that others use as well. */
    public static SimulatedKafka over(ScriptedCluster cluster) {
        return new SimulatedKafka(new ClusterSettings(), cluster);
    }
}
