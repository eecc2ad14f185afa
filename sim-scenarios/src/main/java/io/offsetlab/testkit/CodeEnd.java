package io.offsetlab.testkit;

import java.util.List;

/**
 * A life of a member that ended because its code threw something, before it was asked to end.
 *
 * @param incarnation the number of the life, from 0
 */
record CodeEnd(String member, int incarnation, Throwable thrown) {
    private static final int MOST = 5;

    private String text() {
        StackTraceElement[] stack = thrown.getStackTrace();
        String place = stack.length == 0 ? "" : ", thrown at " + stack[0];
        return member + " (life " + (incarnation + 1) + "): " + thrown + place;
    }

    /** A paragraph, or nothing if no code threw. */
    static String text(List<CodeEnd> ends) {
        if (ends.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("The code threw, which ended the process:\n");
        ends.stream()
                .limit(MOST)
                .forEach(end -> text.append("  ").append(end.text()).append('\n'));
        if (ends.size() > MOST) {
            text.append("  ... ").append(ends.size() - MOST).append(" more\n");
        }
        return text.append('\n').toString();
    }
}
