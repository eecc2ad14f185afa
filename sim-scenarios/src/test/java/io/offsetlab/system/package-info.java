/** What must hold for the whole: every policy, in many worlds, judged and counted. */
@NullMarked
package io.offsetlab.system;

import org.jspecify.annotations.NullMarked;
