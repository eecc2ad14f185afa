package io.offsetlab.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A life of a member whose code came to its end before it was asked to.
 *
 * @param incarnation the number of the life, from 0
 * @param thrown what ended it, or null if it returned
 */
record CodeEnd(String member, int incarnation, @Nullable Throwable thrown) {
    private static final int MOST = 5;

    private String text() {
        return member + " (life " + (incarnation + 1) + "): " + (thrown == null ? "it returned" : text(thrown));
    }

    private static String text(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown + (stack.length == 0 ? "" : ", thrown at " + stack[0]);
    }

    /** A paragraph, or nothing if no code ended early. */
    static String text(List<CodeEnd> ends) {
        if (ends.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Processes ended by their own code, unasked:\n");
        ends.stream()
                .limit(MOST)
                .forEach(end -> text.append("  ").append(end.text()).append('\n'));
        if (ends.size() > MOST) {
            text.append("  ... ").append(ends.size() - MOST).append(" more\n");
        }
        return text.append('\n').toString();
    }
}
