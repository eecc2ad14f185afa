/** The consumer protocol (KIP-848) in the coordinator: members, epochs, target assignment and how members come to it. */
@NullMarked
package io.offsetlab.group.modern;

import org.jspecify.annotations.NullMarked;
