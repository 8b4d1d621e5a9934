package dev.intarsia.pieces.module;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A linear map of a decoder layer that an adapter may add to, in the order a layer applies them. */
public enum Projection {
    Q,
    K,
    V,
    O,
    GATE,
    UP,
    DOWN;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in contracts and configuration: {@code q}, {@code k}, … {@code down}. */
    public String text() {
        return text;
    }

    /**
     * The projection of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Projection parse(String text) {
        for (Projection projection : values()) {
            if (projection.text.equals(text)) {
                return projection;
            }
        }
        throw new IllegalArgumentException("There is no projection '" + text + "'; write one of " + names() + ".");
    }

    private static String names() {
        return Arrays.stream(values()).map(Projection::text).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text();
    }
}
