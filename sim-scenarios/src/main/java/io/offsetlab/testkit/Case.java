package io.offsetlab.testkit;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * A test case. JUnit makes the instance and the arguments; the method is then called as often as the case needs, each time with a
 * group or cluster of its own in the place of the one that JUnit got.
 */
abstract class Case implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {
    private final String name;
    private final Trials trials;

    Case(String name, Trials trials) {
        this.name = name;
        this.trials = trials;
    }

    /** Throws if the case is red. */
    abstract void carryOut(TestMethod method, ExtensionContext context);

    Trials trials() {
        return trials;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == trials.parameterType();
    }

    /** Stands in until the method is called. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return trials.standIn();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        invocation.skip();
        carryOut(new TestMethod(call, trials.parameterType()), context);
    }
}
