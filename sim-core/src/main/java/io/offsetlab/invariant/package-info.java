/** What must hold, judged from the trace alone, fact by fact and with bounded memory. */
@NullMarked
package io.offsetlab.invariant;

import org.jspecify.annotations.NullMarked;
