/** Charts as SVG, drawn in Java: the same numbers give the same bytes, and no script is needed to look at them. */
@NullMarked
package io.offsetlab.drawing;

import org.jspecify.annotations.NullMarked;
