/** What may go wrong in a run, as data: a kind, whom it hits, and the anchor that says when. */
@NullMarked
package io.offsetlab.fault;

import org.jspecify.annotations.NullMarked;
