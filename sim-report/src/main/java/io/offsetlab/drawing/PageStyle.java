package io.offsetlab.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheets of our pages: what they have in common, and what one of them adds. */
public final class PageStyle {
    private static final String COMMON = "page.css";

    private PageStyle() {}

    /** The colors, light and dark, and the plain elements, followed by a sheet that lies beside a class. */
    public static String with(Class<?> beside, String sheet) {
        return read(PageStyle.class, COMMON) + read(beside, sheet);
    }

    private static String read(Class<?> beside, String sheet) {
        try (InputStream in = beside.getResourceAsStream(sheet)) {
            return new String(Objects.requireNonNull(in, sheet).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
