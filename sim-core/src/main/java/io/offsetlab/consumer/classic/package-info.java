/** Membership of a group by the classic protocol: join, sync, heartbeats, callbacks. */
@NullMarked
package io.offsetlab.consumer.classic;

import org.jspecify.annotations.NullMarked;
