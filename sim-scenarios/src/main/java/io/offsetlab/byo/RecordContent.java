package io.offsetlab.byo;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What a record that is produced says. */
record RecordContent(long timestampMillis, byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {}
