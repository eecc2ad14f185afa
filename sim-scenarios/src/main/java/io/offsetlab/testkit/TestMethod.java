package io.offsetlab.testkit;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** A test method with its instance and its arguments, of which one is another in every call. */
final class TestMethod {
    private final Method method;
    private final @Nullable Object instance;
    private final List<Object> arguments;
    private final Class<?> changing;

    TestMethod(ReflectiveInvocationContext<Method> call, Class<?> changing) {
        this.method = call.getExecutable();
        this.instance = call.getTarget().orElse(null);
        this.arguments = call.getArguments();
        this.changing = changing;
    }

    /** Calls it; what it threw, or null. */
    @Nullable
    Throwable call(Object argument) {
        Object[] all = arguments.toArray();
        for (int i = 0; i < all.length; i++) {
            if (changing.isInstance(all[i])) {
                all[i] = argument;
            }
        }
        try {
            ReflectionSupport.invokeMethod(method, instance, all);
            return null;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable thrown) {
            return thrown;
        }
    }
}
