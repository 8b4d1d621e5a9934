package dev.intarsia.pieces.module;

import static java.util.Objects.requireNonNull;

/**
 * One place an adapter acts at. Sorted by layer, then by projection, which is layout order.
 *
 * @param layer from 0
 * @param projection which linear map of the layer
 */
public record ModuleId(int layer, Projection projection) implements Comparable<ModuleId> {
    /** Short enough for an int. */
    private static final int LAYER_DIGITS = 6;

    public ModuleId {
        requireNonNull(projection, "projection");
        if (layer < 0) {
            throw new IllegalArgumentException("A module's layer is counted from 0, not " + layer + ".");
        }
    }

    /** The form that travels: {@code 3.q}. */
    public String text() {
        return layer + "." + projection.text();
    }

    /**
     * Reads the form that travels.
     *
     * @throws IllegalArgumentException when {@code text} is not {@code layer.projection}, or not as {@link #text()}
     *     would write it
     */
    public static ModuleId parse(String text) {
        int dot = text.indexOf('.');
        if (!isLayer(text, dot)) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no module; write layer.projection, for example 3.q.");
        }
        return new ModuleId(Integer.parseInt(text.substring(0, dot)), Projection.parse(text.substring(dot + 1)));
    }

    /** Digits without leading zeros. Signatures name every module, so this is no regular expression. */
    private static boolean isLayer(String text, int end) {
        if (end < 1 || end > LAYER_DIGITS || (text.charAt(0) == '0' && end > 1)) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(ModuleId other) {
        int byLayer = Integer.compare(layer, other.layer);
        return byLayer != 0 ? byLayer : projection.compareTo(other.projection);
    }

    @Override
    public String toString() {
        return text();
    }
}
