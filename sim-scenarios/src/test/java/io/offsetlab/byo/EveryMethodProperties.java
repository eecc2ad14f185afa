package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.SubscriptionPattern;

/** Every method of Kafka's interface works: whatever it may throw, it is not that it is not supported. */
class EveryMethodProperties {
    /** The refusals, by name of the method. */
    private static final Set<String> REFUSED =
            Set.of("clientInstanceId", "registerMetricForSubscription", "unregisterMetricFromSubscription");

    private static final Object[] SHORT = {"default.api.timeout.ms", "1000", "request.timeout.ms", "500"};

    @Provide
    Arbitrary<List<Method>> calls() {
        List<Method> methods = new ArrayList<>(Arrays.asList(Consumer.class.getMethods()));
        methods.removeIf(method -> REFUSED.contains(method.getName())
                || Arrays.asList(method.getParameterTypes()).contains(SubscriptionPattern.class));
        methods.sort(Comparator.comparing(Method::toString));
        return Arbitraries.of(methods).list().ofMaxSize(30);
    }

    @Property(tries = 100)
    void noMethodIsUnsupportedWhateverWasCalledBefore(@ForAll("calls") List<Method> calls)
            throws IllegalAccessException {
        SimulatedKafka kafka = Lab.kafka();
        Lab.produce(kafka, A0, 10);
        Consumer<String, String> consumer = Lab.consumer(kafka, SHORT);
        for (Method call : calls) {
            call(consumer, call);
        }
    }

    @Property(tries = 100)
    void aListenerMayCallAnyMethod(@ForAll("calls") List<Method> inside, @ForAll("calls") List<Method> outside)
            throws IllegalAccessException {
        SimulatedKafka kafka = Lab.kafka();
        Lab.produce(kafka, A0, 10);
        Consumer<String, String> consumer = Lab.consumer(kafka, SHORT);
        ArrayDeque<Method> calls = new ArrayDeque<>(inside);
        Lab.Listening listening = new Lab.Listening();
        listening.onAssigned = () -> callNext(consumer, calls);
        listening.onRevoked = listening.onAssigned;
        consumer.subscribe(List.of("a"), listening);
        for (Method call : outside) {
            call(consumer, call);
        }
        consumer.close();
    }

    private static void callNext(Consumer<String, String> consumer, ArrayDeque<Method> calls) {
        for (int i = 0; i < 3 && !calls.isEmpty(); i++) {
            try {
                call(consumer, calls.remove());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void call(Consumer<String, String> consumer, Method call) throws IllegalAccessException {
        try {
            call.invoke(consumer, arguments(call));
        } catch (InvocationTargetException thrown) {
            assertThat(thrown.getCause())
                    .as(call.toString())
                    .isInstanceOf(RuntimeException.class)
                    .isNotInstanceOf(UnsupportedOperationException.class)
                    .isNotInstanceOf(NullPointerException.class)
                    .isNotInstanceOf(IndexOutOfBoundsException.class)
                    .isNotInstanceOf(ClassCastException.class)
                    .satisfies(cause -> assertThat(String.valueOf(cause.getMessage()))
                            .doesNotContain(
                                    "innermost", "does not come to an end", "already scheduled", "days of virtual"));
        }
    }

    private static Object[] arguments(Method method) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(method.getName(), types[i]);
        }
        return arguments;
    }

    private static Object argument(String method, Class<?> type) {
        if (type == Duration.class) {
            return Duration.ofMillis(100);
        } else if (type == Map.class) {
            return method.equals("offsetsForTimes") ? Map.of(A0, 0L) : new HashMap<>(Lab.offset(A0, 1));
        } else if (type == Collection.class) {
            return method.equals("subscribe") ? List.of("a") : List.of(A0);
        } else if (type == Set.class) {
            return Set.of(A0);
        } else if (type == OffsetAndMetadata.class) {
            return new OffsetAndMetadata(1);
        } else if (type == Pattern.class) {
            return Pattern.compile("a");
        } else if (type == ConsumerRebalanceListener.class) {
            return new Lab.Listening();
        } else if (type == OffsetCommitCallback.class) {
            return (OffsetCommitCallback) (offsets, exception) -> {};
        } else if (type == CloseOptions.class) {
            return CloseOptions.timeout(Duration.ofMillis(100));
        } else if (type == long.class) {
            return 1L;
        }
        return type == String.class ? "a" : A0;
    }
}
