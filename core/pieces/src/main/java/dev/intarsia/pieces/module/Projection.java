package dev.intarsia.pieces.module;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A linear map of a decoder layer that an adapter may change, in the order a layer applies them; then the place that is none:
 * the prompt before a text's first token.
 */
public enum Projection {
    Q,
    K,
    V,
    O,
    GATE,
    UP,
    DOWN,

    /** No linear map: the virtual tokens of prompt tuning, which come before the first layer. */
    PROMPT;

    private static final List<Projection> LINEAR = List.of(Q, K, V, O, GATE, UP, DOWN);

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The linear maps of a layer, in the order it applies them. */
    public static List<Projection> linear() {
        return LINEAR;
    }

    /** The name in contracts and configuration: {@code q}, {@code k}, … {@code down}, and {@code prompt}. */
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
        return LINEAR.stream().map(Projection::text).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text();
    }
}
