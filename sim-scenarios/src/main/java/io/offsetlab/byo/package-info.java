/** One's own consumer code on the simulation, and programs that the simulation hosts. */
@NullMarked
package io.offsetlab.byo;

import org.jspecify.annotations.NullMarked;
