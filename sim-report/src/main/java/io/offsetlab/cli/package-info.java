/** The commands of the launcher {@code offsetlab}, their options, messages and exit codes. */
@NullMarked
package io.offsetlab.cli;

import org.jspecify.annotations.NullMarked;
