package io.offsetlab.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Fingerprint;
import org.junit.jupiter.api.Test;

/** A write is taken only by who knows where the store stands. */
final class ExternalStoreTest {
    private final ExternalStore store = new ExternalStore(2);

    @Test
    void writesFollowOneAnother() {
        assertThat(store.write(0, 0, 5)).isTrue();
        assertThat(store.write(0, 5, 7)).isTrue();
        assertThat(store.offset(0)).isEqualTo(7);
        assertThat(store.offset(1)).isZero();
    }

    @Test
    void aStaleWriterChangesNothing() {
        store.write(0, 0, 5);
        assertThat(store.write(0, 0, 3)).isFalse();
        assertThat(store.write(0, 3, 6)).isFalse();
        assertThat(store.offset(0)).isEqualTo(5);
    }

    @Test
    void aWriterThatRunsAheadIsRefusedToo() {
        assertThat(store.write(0, 5, 6)).isFalse();
        assertThat(store.offset(0)).isZero();
    }

    @Test
    void anUnfencedStoreTakesAStaleWritersOffset() {
        ExternalStore unfenced = new ExternalStore(1, false);
        unfenced.write(0, 0, 5);
        assertThat(unfenced.write(0, 0, 3)).isTrue();
        assertThat(unfenced.offset(0)).isEqualTo(3);
    }

    @Test
    void whatIsStoredShowsInTheFingerprint() {
        long empty = new Fingerprint(0).add(store).value();
        store.write(1, 0, 1);
        assertThat(new Fingerprint(0).add(store).value()).isNotEqualTo(empty);
    }
}
