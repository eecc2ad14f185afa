package io.offsetlab.testkit;

import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Worlds for jqwik. Which seed is drawn follows from the seed of the property; how a world is made smaller is Offsetlab's own way,
 * the same that {@code offsetlab check} goes.
 *
 * <p>A parameter {@code @ForAll Scenario} has them without further ado, in the ranges of {@link Worlds} if it has that annotation.
 */
public final class ScenarioArbitrary implements Arbitrary<Scenario> {
    private final ScenarioSource source;

    private ScenarioArbitrary(ScenarioSource source) {
        this.source = source;
    }

    /** The worlds of a source. */
    public static ScenarioArbitrary of(ScenarioSource source) {
        return new ScenarioArbitrary(source);
    }

    @Override
    public RandomGenerator<Scenario> generator(int genSize) {
        return random -> new World(source.draw(random.nextLong()));
    }

    /** None: no world of the generator stands at an edge of the others. */
    @Override
    public EdgeCases<Scenario> edgeCases(int maxEdgeCases) {
        return EdgeCases.none();
    }

    private record World(Scenario value) implements Shrinkable<Scenario> {
        @Override
        public Stream<Shrinkable<Scenario>> shrink() {
            return value.simpler().map(World::new);
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(value.measure());
        }
    }
}
