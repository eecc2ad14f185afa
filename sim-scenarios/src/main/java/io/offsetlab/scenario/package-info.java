/** A world as data: a scenario and its text forms, topic dumps, the generator of scenarios, simpler scenarios, and tokens. */
@NullMarked
package io.offsetlab.scenario;

import org.jspecify.annotations.NullMarked;
