package io.offsetlab.testkit;

import io.offsetlab.byo.SimulatedKafka;
import io.offsetlab.scenario.BadInput;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a test method is tried with a seed; it depends on what the method takes as its parameter. */
interface Trials {

    /** The type of the parameter that comes from the seed. */
    Class<?> parameterType();

    /** Something of that type that nothing will be done with. */
    Object standIn();

    /** Whether a seed says something to this method. */
    boolean takes(Seed seed);

    /** Calls the method once; what went wrong, or null if all held. */
    @Nullable
    Throwable once(TestMethod method, Seed seed);

    /** What is to be told of a seed that fails. */
    AssertionError report(TestMethod method, Seed seed, Throwable failure);

    /** @throws BadInput if the method does not have exactly one parameter of ours */
    static Trials of(Method method, Settings settings, ReplayLine replay) {
        List<Class<?>> ours = Arrays.stream(method.getParameterTypes())
                .filter(type -> type == SimulatedKafka.class || type == SimulatedGroup.class)
                .toList();
        if (ours.size() != 1) {
            throw new BadInput("@Simulated: found " + ours.size() + " parameters of Offsetlab's at " + method.getName()
                    + ", allowed is one, a SimulatedGroup or a SimulatedKafka");
        }
        if (ours.get(0) == SimulatedGroup.class) {
            return new GroupTrials(settings, replay, method.getName());
        }
        if (settings.describeWorlds()) {
            throw new BadInput("@Simulated: found attributes of worlds at " + method.getName()
                    + ", allowed beside a SimulatedKafka are seeds, base, failures and corpus, as the method makes its world"
                    + " itself");
        }
        return new KafkaTrials(replay);
    }
}
