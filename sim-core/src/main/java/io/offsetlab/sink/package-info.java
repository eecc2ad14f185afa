/** Where the effects of processing go. */
@NullMarked
package io.offsetlab.sink;

import org.jspecify.annotations.NullMarked;
