/** Commit policies as data: client config, the answers to the questions that define one, and a promise. */
@NullMarked
package io.offsetlab.policy;

import org.jspecify.annotations.NullMarked;
