/** The consumer client: calls and upcalls, positions, fetching, commits. It never runs application code. */
@NullMarked
package io.offsetlab.consumer;

import org.jspecify.annotations.NullMarked;
