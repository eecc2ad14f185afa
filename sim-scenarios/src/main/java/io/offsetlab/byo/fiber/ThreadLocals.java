package io.offsetlab.byo.fiber;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Takes from a thread what code has left in its ThreadLocals, where the JVM lets us: {@code --add-opens java.base/java.lang=ALL-UNNAMED}. */
final class ThreadLocals {
    private static final @Nullable Field OF_THREAD = field("threadLocals");
    private static final @Nullable Field INHERITED = field("inheritableThreadLocals");

    private ThreadLocals() {}

    private static @Nullable Field field(String name) {
        try {
            Field field = Thread.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return null;
        }
    }

    /** Whether the thread may be used again. */
    static boolean clear(Thread thread) {
        if (OF_THREAD == null || INHERITED == null) {
            return true;
        }
        try {
            OF_THREAD.set(thread, null);
            INHERITED.set(thread, null);
            return true;
        } catch (IllegalAccessException closed) {
            return false;
        }
    }
}
