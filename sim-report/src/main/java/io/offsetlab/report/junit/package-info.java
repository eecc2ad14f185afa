/** The results as JUnit's XML, for tools that show tests. */
@NullMarked
package io.offsetlab.report.junit;

import org.jspecify.annotations.NullMarked;
