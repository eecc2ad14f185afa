/** The report as aligned text for a terminal. */
@NullMarked
package io.offsetlab.report.text;

import org.jspecify.annotations.NullMarked;
