/** What happened in a run: facts with numbers only, the header that names them, and their digest. */
@NullMarked
package io.offsetlab.trace;

import org.jspecify.annotations.NullMarked;
