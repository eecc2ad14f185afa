package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies often behave alike; their names must stay readable when their points coincide. */
final class LabelsTest {
    @Test
    void namesOfPointsThatCoincideDoNotCoverOneAnother() {
        Labels labels = new Labels(0, 7000, 0, 4000);
        labels.keepFree(3000, 2000, 50);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Labels.Place place = labels.place(3000, 2000, "sync-after-batch");
            places.add(place.anchor() + place.y() / 120);
        }

        assertThat(places).doesNotHaveDuplicates();
    }

    @Test
    void aNameAtTheRightEdgeGoesToTheLeft() {
        Labels labels = new Labels(0, 7000, 0, 4000);

        assertThat(labels.place(6900, 2000, "per-record").anchor()).isEqualTo("end");
    }

    @Test
    void whereThereIsNoRoomANameIsStillWritten() {
        assertThat(new Labels(0, 10, 0, 10).place(5, 5, "name").isFar()).isFalse();
    }
}
