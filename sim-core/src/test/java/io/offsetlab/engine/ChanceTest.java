package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A draw depends on seed, stream and index alone, and is the same on every JVM. */
final class ChanceTest {
    private static final long MILLION = 1_000_000;

    private final Chance chance = new Chance(42, Pins.NONE);

    private static List<Long> draws(Chance.Stream stream) {
        return LongStream.range(0, 6).mapToObj(i -> stream.below(MILLION, i)).toList();
    }

    @Test
    void theValuesOfAStreamAreTheseOnEveryJvm() {
        assertThat(draws(chance.stream("latency")))
                .containsExactly(778298L, 25727L, 238979L, 509369L, 261719L, 271256L);
        assertThat(draws(chance.stream("processing")))
                .containsExactly(588170L, 940992L, 140798L, 447315L, 663598L, 62488L);
        assertThat(chance.stream("latency").below(MILLION, 3, 4)).isEqualTo(286_449);
        assertThat(chance.stream("latency").below(MILLION, 3, 4, 5)).isEqualTo(643_184);
        assertThat(chance.stream("latency").below(Long.MAX_VALUE, -1)).isEqualTo(3780313440927575372L);
        assertThat(draws(new Chance(-7, Pins.NONE).stream("latency")))
                .containsExactly(353362L, 598041L, 523162L, 534866L, 30175L, 412725L);
    }

    @Test
    void theMixerIsSplitMix64() {
        assertThat(Mix.mix(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Mix.mix(0x9E3779B97F4A7C15L)).isEqualTo(0x6E789E6AA1B965F4L);
    }

    @Test
    void seedStreamAndIndexAllMatter() {
        List<Long> usual = draws(chance.stream("latency"));
        assertThat(draws(chance.stream("latencz"))).isNotEqualTo(usual);
        assertThat(draws(new Chance(43, Pins.NONE).stream("latency"))).isNotEqualTo(usual);
        assertThat(usual).doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfDrawsDoesNotMatter() {
        Chance.Stream stream = chance.stream("latency");
        long third = stream.below(MILLION, 3);
        stream.below(MILLION, 1);
        stream.below(MILLION, 2);

        assertThat(stream.below(MILLION, 3)).isEqualTo(third);
        assertThat(chance.stream("latency").below(MILLION, 3)).isEqualTo(third);
    }

    @Test
    void thePartsOfAnIdentityAreNotInterchangeable() {
        Chance.Stream stream = chance.stream("latency");
        assertThat(stream.below(MILLION, 1, 2)).isNotEqualTo(stream.below(MILLION, 2, 1));
        assertThat(stream.below(MILLION, 1, 2, 3)).isNotEqualTo(stream.below(MILLION, 1, 3, 2));
        assertThat(stream.below(MILLION, 1, 2)).isEqualTo(stream.below(MILLION, Chance.Stream.index(1, 2)));
    }

    @Test
    void drawsSpreadEvenlyOverTheirBound() {
        Chance.Stream stream = chance.stream("spread");
        int[] buckets = new int[10];
        int[] pairs = new int[4];
        for (int i = 0; i < 100_000; i++) {
            buckets[(int) stream.below(10, i)]++;
            pairs[(int) (stream.below(2, 7, i) * 2 + stream.below(2, 8, i))]++;
        }
        assertThat(Arrays.stream(buckets)).allMatch(count -> Math.abs(count - 10_000) < 500);
        assertThat(Arrays.stream(pairs)).allMatch(count -> Math.abs(count - 25_000) < 700);
    }

    @Test
    void aBoundOfOneLeavesNoChoice() {
        assertThat(chance.stream("x").below(1, 5)).isZero();
        assertThat(chance.stream("x").below(0, 5)).isZero();
    }
}
