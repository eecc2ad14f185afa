/** The report as one page of HTML that needs no network and no script. */
@NullMarked
package io.offsetlab.report.html;

import org.jspecify.annotations.NullMarked;
