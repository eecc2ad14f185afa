/** Whether the harness can see: engines with a bug planted into them, and the situations that a sweep comes into. */
@NullMarked
package io.offsetlab.harness;

import org.jspecify.annotations.NullMarked;
