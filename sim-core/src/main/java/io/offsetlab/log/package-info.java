/** Partition logs: when records arrive, which offsets are visible, and what a fetch finds. */
@NullMarked
package io.offsetlab.log;

import org.jspecify.annotations.NullMarked;
