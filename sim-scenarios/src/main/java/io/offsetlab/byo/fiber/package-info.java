/** Threads that run in turns: one of them at any time, while all others wait. */
@NullMarked
package io.offsetlab.byo.fiber;

import org.jspecify.annotations.NullMarked;
