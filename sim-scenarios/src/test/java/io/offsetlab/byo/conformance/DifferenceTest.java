package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class DifferenceTest {
    private static final Set<String> NOTHING_VARIED = new TreeSet<>();

    @Test
    void equalOutcomesDoNotDiffer() {
        assertThat(first("{\"a\":[1,{\"b\":\"x\"}]}", "{\"a\":[1,{\"b\":\"x\"}]}", NOTHING_VARIED))
                .isNull();
    }

    @Test
    void namesThePathOfTheFirstDifference() {
        assertThat(first("{\"a\":[1,{\"b\":\"x\"}]}", "{\"a\":[1,{\"b\":\"y\"}]}", NOTHING_VARIED))
                .isEqualTo(new Difference("/a/1/b", "\"x\"", "\"y\""));
    }

    @Test
    void somethingMoreIsADifference() {
        assertThat(first("{\"a\":[1]}", "{\"a\":[1,2]}", NOTHING_VARIED))
                .isEqualTo(new Difference("/a/1", "nothing", "2"));
    }

    @Test
    void somethingLessIsADifference() {
        assertThat(first("{\"a\":null}", "{}", NOTHING_VARIED)).isEqualTo(new Difference("/a", "null", "nothing"));
    }

    @Test
    void noResultAndTheResultNullAreOne() {
        assertThat(first("{\"trace\":[{\"r\":null}]}", "{\"trace\":[{}]}", NOTHING_VARIED))
                .isNull();
        assertThat(first("{\"trace\":[{\"r\":null}]}", "{\"trace\":[{\"r\":1}]}", NOTHING_VARIED))
                .isNotNull();
    }

    @Test
    void doesNotLookAtWhatVaried() {
        Set<String> varied = new TreeSet<>();
        varied.add("/a");
        assertThat(first("{\"a\":null}", "{\"a\":[7]}", varied)).isNull();
        assertThat(first("{\"a\":null}", "{}", varied)).isNull();
    }

    @Test
    void aNumberEqualsItselfInAnyWidth() {
        assertThat(first("{\"a\":5}", "{\"a\":5000000000}", NOTHING_VARIED)).isNotNull();
        assertThat(Difference.first(
                        JsonMapper.shared().valueToTree(5), JsonMapper.shared().valueToTree(5L), NOTHING_VARIED))
                .isNull();
    }

    private static @Nullable Difference first(String expected, String got, Set<String> varied) {
        JsonMapper json = JsonMapper.shared();
        return Difference.first(json.readTree(expected), json.readTree(got), varied);
    }
}
