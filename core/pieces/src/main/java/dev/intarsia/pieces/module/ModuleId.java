package dev.intarsia.pieces.module;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One place an adapter acts at. Sorted by layer, then by projection, which is layout order.
 *
 * @param layer from 0
 * @param projection which linear map of the layer
 */
public record ModuleId(int layer, Projection projection) implements Comparable<ModuleId> {
    /** Without leading zeros, and short enough for an int. */
    private static final Pattern LAYER = Pattern.compile("0|[1-9][0-9]{0,5}");

    private static final Comparator<ModuleId> LAYOUT_ORDER =
            comparingInt(ModuleId::layer).thenComparing(comparing(ModuleId::projection));

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
        if (dot < 1 || !LAYER.matcher(text.substring(0, dot)).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no module; write layer.projection, for example 3.q.");
        }
        return new ModuleId(Integer.parseInt(text.substring(0, dot)), Projection.parse(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(ModuleId other) {
        return LAYOUT_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
