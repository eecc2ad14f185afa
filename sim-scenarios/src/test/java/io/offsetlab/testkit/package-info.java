/** The test kit as its users see it: tests that are run by real engines and read by their results. */
@NullMarked
package io.offsetlab.testkit;

import org.jspecify.annotations.NullMarked;
