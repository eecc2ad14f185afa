package io.offsetlab.testkit;

import io.offsetlab.scenario.BadInput;
import java.lang.reflect.Method;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Carries {@link Simulated} out for JUnit Jupiter; the annotation brings it along. */
public final class SimulatedExtension implements TestTemplateInvocationContextProvider {
    /** System property, or configuration parameter of JUnit: the one seed or token to run. */
    public static final String REPLAY = "offsetlab.replay";

    /** System property, or configuration parameter of JUnit: the first of the fresh seeds. */
    public static final String BASE = "offsetlab.base";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), Simulated.class);
    }

    /** @throws BadInput if an attribute, a property, the corpus or the parameters of the method cannot be used */
    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Simulated simulated =
                AnnotationSupport.findAnnotation(method, Simulated.class).orElseThrow();
        Settings settings = Settings.of(simulated, context);
        Trials trials = Trials.of(method, settings, ReplayLine.of(context.getRequiredTestClass(), method));
        Cases cases = new Cases(settings, trials, context);
        // a case is asked for when the one before it is over, and only then is known which seeds failed
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cases, Spliterator.ORDERED), false);
    }
}
