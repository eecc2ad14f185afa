/** The smallest world that still fails, told as a bug report, and its replay. */
@NullMarked
package io.offsetlab.counterexample;

import org.jspecify.annotations.NullMarked;
