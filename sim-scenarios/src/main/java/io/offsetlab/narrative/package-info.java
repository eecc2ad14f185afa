/** A trace told as numbered steps in lanes, as a model and as plain text, and its facts as JSON lines. */
@NullMarked
package io.offsetlab.narrative;

import org.jspecify.annotations.NullMarked;
