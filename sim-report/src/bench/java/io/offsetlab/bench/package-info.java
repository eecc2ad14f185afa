/** How fast it is. Figures and commands stand in the README; nothing here is a test. */
@NullMarked
package io.offsetlab.bench;

import org.jspecify.annotations.NullMarked;
