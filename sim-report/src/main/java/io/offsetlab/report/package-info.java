/** One immutable comparison of policies; each format of a report is one class in a package of its own. */
@NullMarked
package io.offsetlab.report;

import org.jspecify.annotations.NullMarked;
