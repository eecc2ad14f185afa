/** Consumers that are not ours, unmodified, as members of a simulated group. */
@NullMarked
package io.offsetlab.libraries;

import org.jspecify.annotations.NullMarked;
