package io.offsetlab.cluster;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field of one object of a run that holds a number, a flag, a constant or an array of such, and can change. */
public final class StateField {
    private final Object owner;
    private final Field field;

    private StateField(Object owner, Field field) {
        this.owner = owner;
        this.field = field;
    }

    /** All of them, of all objects of these classes that can be reached from one. */
    public static List<StateField> of(Object root, Predicate<Class<?>> isState) {
        List<StateField> all = new ArrayList<>();
        for (Object part : StateGraph.from(root, isState)) {
            for (Field field : StateGraph.fields(part.getClass())) {
                if (canChange(field) && !isEmptyArray(StateGraph.get(field, part))) {
                    all.add(new StateField(part, field));
                }
            }
        }
        return all;
    }

    private static boolean canChange(Field field) {
        Class<?> type = field.getType();
        boolean array = type.isArray() && type.getComponentType().isPrimitive();
        return array || (!Modifier.isFinal(field.getModifiers()) && (type.isPrimitive() || type.isEnum()));
    }

    private static boolean isEmptyArray(@Nullable Object value) {
        return value == null || (value.getClass().isArray() && Array.getLength(value) == 0);
    }

    /** The field as "package.Class.field". */
    public String name() {
        String type = field.getDeclaringClass().getName();
        return type.replace("io.offsetlab.", "").replace('$', '.') + "." + field.getName();
    }

    /** Whether something is seen while the field has one of several other values; a structure that breaks is seen, too. */
    public boolean shows(BooleanSupplier seen) {
        Object value = Objects.requireNonNull(StateGraph.get(field, owner));
        return field.getType().isArray() ? elementShows(value, seen) : valueShows(value, seen);
    }

    private boolean valueShows(Object value, BooleanSupplier seen) {
        try {
            for (Object other : others(value, field.getType())) {
                StateGraph.set(field, owner, other);
                if (isSeen(seen)) {
                    return true;
                }
            }
            return false;
        } finally {
            StateGraph.set(field, owner, value);
        }
    }

    private static boolean elementShows(Object array, BooleanSupplier seen) {
        for (int i = 0; i < Array.getLength(array); i++) {
            Object value = Array.get(array, i);
            Array.set(array, i, others(value, value.getClass()).get(0));
            boolean shows = isSeen(seen);
            Array.set(array, i, value);
            if (shows) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSeen(BooleanSupplier seen) {
        try {
            return seen.getAsBoolean();
        } catch (IndexOutOfBoundsException | NullPointerException e) {
            return true;
        }
    }

    private static List<Object> others(Object value, Class<?> type) {
        if (type.isEnum()) {
            List<Object> constants = new ArrayList<>(List.of(type.getEnumConstants()));
            constants.remove(value);
            return constants;
        } else if (value instanceof Boolean flag) {
            return List.of(!flag);
        } else if (value instanceof Integer number) {
            return List.of(number + 1);
        } else if (value instanceof Byte number) {
            return List.of((byte) (number + 1));
        }
        long number = (Long) value;
        return List.of(number + 1, number + 3_000_000_000L);
    }
}
