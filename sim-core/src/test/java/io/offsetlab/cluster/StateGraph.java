package io.offsetlab.cluster;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All mutable objects of ours that a run consists of, and their fields, by reflection. */
final class StateGraph {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> toVisit = new ArrayDeque<>();
    private final List<Object> objects = new ArrayList<>();

    private final Predicate<Class<?>> isState;

    private StateGraph(Predicate<Class<?>> isState) {
        this.isState = isState;
    }

    /** What can be reached from an object, itself included, through objects of these classes. */
    static List<Object> from(Object root, Predicate<Class<?>> isState) {
        StateGraph graph = new StateGraph(isState);
        graph.note(root);
        while (!graph.toVisit.isEmpty()) {
            graph.visit(graph.toVisit.remove());
        }
        return graph.objects;
    }

    private void note(@Nullable Object value) {
        if (value != null && seen.add(value)) {
            toVisit.add(value);
        }
    }

    private void visit(Object value) {
        if (value instanceof Collection<?> collection) {
            collection.forEach(this::note);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::note);
        } else if (value instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                note(array[i]);
            }
        } else if (isState.test(value.getClass())) {
            objects.add(value);
            for (Field field : fields(value.getClass())) {
                if (!field.getType().isPrimitive()) {
                    note(get(field, value));
                }
            }
        }
    }

    /** All instance fields, inherited ones included. */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    static @Nullable Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static void set(Field field, Object owner, @Nullable Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
