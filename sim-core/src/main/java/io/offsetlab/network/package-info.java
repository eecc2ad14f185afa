/** Ordered connections that take time and can lose, delay or break. */
@NullMarked
package io.offsetlab.network;

import org.jspecify.annotations.NullMarked;
