package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Risk: results come out of order, or a failed piece of work goes unnoticed. */
final class CrewTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void resultsComeInTheOrderOfThePieces(int jobs) {
        try (Crew crew = new Crew(jobs)) {
            assertThat(crew.all(1_000, i -> i * i))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1_000).map(i -> i * i).boxed().toList());
            assertThat(crew.all(0, i -> i)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void failedPieceIsToldWhoeverDidIt(int jobs) {
        try (Crew crew = new Crew(jobs)) {
            assertThatThrownBy(() -> crew.all(100, CrewTest::failsAt50))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("50");
        }
    }

    private static int failsAt50(int piece) {
        if (piece == 50) {
            throw new IllegalArgumentException("50");
        }
        return piece;
    }

    @Test
    void crewCanWorkAgain() {
        try (Crew crew = new Crew(2)) {
            assertThat(crew.all(3, i -> i)).hasSize(3);
            assertThat(crew.all(3, i -> -i)).containsExactly(0, -1, -2);
        }
    }
}
