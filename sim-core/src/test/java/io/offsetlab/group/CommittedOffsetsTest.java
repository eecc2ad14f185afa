package io.offsetlab.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Answer.Stored;
import org.junit.jupiter.api.Test;

/** Partitions come and go, and each keeps what was stored for it. */
final class CommittedOffsetsTest {
    private final CommittedOffsets offsets = new CommittedOffsets(2);

    @Test
    void itIsEmptyOnceTheLastOffsetIsRemoved() {
        assertThat(offsets.isEmpty()).isTrue();
        offsets.put(0, 0, 5, null);
        offsets.put(1, 8, 6, null);
        offsets.put(1, 9, 7, null);
        assertThat(offsets.put(0, CommittedOffsets.NONE, 8, null)).isZero();
        assertThat(offsets.isEmpty()).isFalse();

        assertThat(offsets.put(1, CommittedOffsets.NONE, 8, null)).isEqualTo(9);
        assertThat(offsets.isEmpty()).isTrue();
        offsets.put(1, CommittedOffsets.NONE, 9, null);
        assertThat(offsets.isEmpty()).isTrue();
    }

    @Test
    void partitionsMayBeAddedLater() {
        offsets.put(1, 3, 5, new Stored(3, 1, "old"));
        offsets.put(2, 7, 6, null);
        offsets.put(9, 8, 7, new Stored(8, 2, "new"));

        assertThat(offsets.capacity()).isEqualTo(10);
        assertThat(offsets.get(1)).isEqualTo(3);
        assertThat(offsets.get(2)).isEqualTo(7);
        assertThat(offsets.get(3)).isEqualTo(CommittedOffsets.NONE);
        assertThat(offsets.get(10)).isEqualTo(CommittedOffsets.NONE);
        assertThat(offsets.get(-1)).isEqualTo(CommittedOffsets.NONE);
        assertThat(offsets.storedAt(9)).isEqualTo(7);
        assertThat(offsets.storedAt(10)).isZero();
        assertThat(offsets.stored(1)).isEqualTo(new Stored(3, 1, "old"));
        assertThat(offsets.stored(2)).isEqualTo(new Stored(7, -1, ""));
        assertThat(offsets.stored(9)).isEqualTo(new Stored(8, 2, "new"));
        assertThat(offsets.told(10)).isNull();
    }
}
