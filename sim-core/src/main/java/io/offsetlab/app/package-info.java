/** The application in a simulated process: how it works through records, and the program that drives its client. */
@NullMarked
package io.offsetlab.app;

import org.jspecify.annotations.NullMarked;
