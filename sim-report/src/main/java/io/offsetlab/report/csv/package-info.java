/** The results as rows for a spreadsheet. */
@NullMarked
package io.offsetlab.report.csv;

import org.jspecify.annotations.NullMarked;
