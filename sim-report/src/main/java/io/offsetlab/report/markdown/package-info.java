/** The report as a short summary for a pull request. */
@NullMarked
package io.offsetlab.report.markdown;

import org.jspecify.annotations.NullMarked;
