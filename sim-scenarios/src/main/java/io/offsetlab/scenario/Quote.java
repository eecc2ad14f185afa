package io.offsetlab.scenario;

/** What was found, made fit for a message: in quotes, without control characters, not too long. */
final class Quote {
    private static final int LENGTH = 60;

    private Quote() {}

    static String of(String found) {
        StringBuilder text = new StringBuilder("\"");
        int end = Math.min(found.length(), LENGTH);
        for (int i = 0; i < end; i++) {
            char c = found.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.append(end < found.length() ? "...\"" : "\"").toString();
    }
}
