package io.offsetlab.trace;

import io.offsetlab.protocol.Offsets;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All kinds of facts by reflection, one sample of each, and what becomes of it when a single component is another. */
final class FactSamples {
    private FactSamples() {}

    /** The records that a fact can be, by name. */
    static List<Class<?>> kinds() {
        List<Class<?>> kinds = new ArrayList<>();
        collect(Fact.class, kinds);
        return kinds.stream()
                .distinct()
                .sorted((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()))
                .toList();
    }

    private static void collect(Class<?> type, List<Class<?>> into) {
        if (type.isRecord()) {
            into.add(type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, into);
            }
        }
    }

    static Fact sample(Class<?> kind) {
        return make(kind, -1);
    }

    /** The sample with the component of that name changed. */
    static Fact changed(Class<?> kind, String component) {
        return make(kind, components(kind).indexOf(component));
    }

    static List<String> components(Class<?> kind) {
        return Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static Fact make(Class<?> kind, int changedComponent) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(types[i], components[i].getName(), i == changedComponent);
        }
        try {
            return (Fact) kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + kind, e);
        }
    }

    private static Object value(Class<?> type, String name, boolean changed) {
        long number = 10 + Math.floorMod(name.hashCode(), 50) * 2L + (changed ? 1 : 0);
        if (type == long.class) {
            return number;
        } else if (type == int.class) {
            return (int) number;
        } else if (type == boolean.class) {
            return changed;
        } else if (type == int[].class) {
            return new int[] {1, changed ? 3 : 2};
        } else if (type == int[][].class) {
            return changed ? new int[][] {{1, 2}, {3}} : new int[][] {{1}, {2, 3}};
        } else if (type == String.class) {
            return name + number;
        } else if (type == Offsets.class) {
            return Offsets.of(1, number);
        }
        return type.getEnumConstants()[changed ? 1 : 0];
    }
}
