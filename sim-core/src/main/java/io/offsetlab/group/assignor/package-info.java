/** The assignors that run in the coordinator (KIP-848): they know members, topics and the last target, and nothing of epochs. */
@NullMarked
package io.offsetlab.group.assignor;

import org.jspecify.annotations.NullMarked;
