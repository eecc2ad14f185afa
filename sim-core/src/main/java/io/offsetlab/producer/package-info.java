/** The transactional producer: its calls, what it sends, and what it makes of the answers. */
@NullMarked
package io.offsetlab.producer;

import org.jspecify.annotations.NullMarked;
