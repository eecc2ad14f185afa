/** Puts one run together: logs, coordinator, network, processes, faults and the trace. */
@NullMarked
package io.offsetlab.cluster;

import org.jspecify.annotations.NullMarked;
