package io.offsetlab.drawing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Writes elements, attributes and text so that the result is well-formed HTML and XML at once. Everything that is handed in as text
 * or as the value of an attribute is escaped; there is no way around that.
 */
public final class Markup {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9:-]*");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins a document of HTML. */
    public static Markup htmlDocument() {
        Markup markup = new Markup();
        markup.out.append("<!DOCTYPE html>\n");
        return markup;
    }

    /** Begins a document of XML. */
    public static Markup xmlDocument() {
        Markup markup = new Markup();
        markup.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return markup;
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    public Markup start(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** Ends the innermost element. */
    public Markup end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Ends the innermost element and the line of the file. */
    public Markup endLine() {
        end();
        out.append('\n');
        return this;
    }

    /** An element without content. */
    public Markup empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>");
        return this;
    }

    /** An element that holds a text only. */
    public Markup element(String name, String text, String... attributes) {
        return start(name, attributes).text(text).end();
    }

    public Markup text(String text) {
        escape(text);
        return this;
    }

    /**
     * A style sheet of our own, which is not escaped.
     *
     * @throws IllegalArgumentException if it holds a character that would need to be
     */
    public Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet must not hold < or &");
        }
        out.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    /**
     * All that was written.
     *
     * @throws IllegalStateException if an element is still open
     */
    public String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element " + open.peek() + " is still open");
        }
        return out.toString();
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(named(name));
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(named(attributes[i])).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name must be letters, digits, colons and hyphens, but was " + name);
        }
        return name;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isAllowed(c) ? c : '\uFFFD');
            }
        }
    }

    /** XML knows no control characters besides these. */
    private static boolean isAllowed(char c) {
        return (c >= ' ' && c < '\uFFFE') || c == '\n' || c == '\t';
    }
}
