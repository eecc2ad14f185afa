/** The results as JSON, which reports are merged from. */
@NullMarked
package io.offsetlab.report.json;

import org.jspecify.annotations.NullMarked;
