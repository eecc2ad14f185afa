/** The group coordinator with the classic protocol: members, generations, committed offsets. */
@NullMarked
package io.offsetlab.group;

import org.jspecify.annotations.NullMarked;
