/** What the README shows, so that it is compiled and run as it stands there. */
@NullMarked
package io.offsetlab.readme;

import org.jspecify.annotations.NullMarked;
