/** A run's facts turned into numbers: what was lost and repeated, what commits cost, how long things took. */
@NullMarked
package io.offsetlab.metric;

import org.jspecify.annotations.NullMarked;
