package io.offsetlab.testkit;

import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.Collections;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Gives jqwik the worlds for a {@code @ForAll Scenario}; registered as a service. */
public final class ScenarioProvider implements ArbitraryProvider {

    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return targetType.isOfType(Scenario.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
        ScenarioSource source =
                targetType.findAnnotation(Worlds.class).map(WorldSource::of).orElseGet(ScenarioProvider::generated);
        return Collections.singleton(ScenarioArbitrary.of(source));
    }

    private static ScenarioSource generated() {
        return ScenarioSource.named(ScenarioSource.GENERATED);
    }
}
