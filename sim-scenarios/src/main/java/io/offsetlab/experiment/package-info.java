/** The same worlds through every policy, on as many threads as wanted, and the statistics of what came out. */
@NullMarked
package io.offsetlab.experiment;

import org.jspecify.annotations.NullMarked;
