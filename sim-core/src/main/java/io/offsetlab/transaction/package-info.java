/** The transaction coordinator: who may produce under a transactional.id, and how its transactions end. */
@NullMarked
package io.offsetlab.transaction;

import org.jspecify.annotations.NullMarked;
