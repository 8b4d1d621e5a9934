package dev.intarsia.model.checkpoint;

import java.util.List;

/**
 * How far back some layers look: in one of them, a query at position p sees the keys at p - size + 1 to p (Beltagy et al.
 * 2020, as Mistral and Qwen use it).
 *
 * @param size positions that a query sees, its own counted; 0 for no window
 * @param layers the layers that have it, ascending
 */
public record SlidingWindow(int size, List<Integer> layers) {
    /** Every layer sees all that came before. */
    public static final SlidingWindow NONE = new SlidingWindow(0, List.of());

    public SlidingWindow {
        layers = List.copyOf(layers);
        if (size < 0 || (size == 0) != layers.isEmpty()) {
            throw new IllegalArgumentException("A sliding window is of at least 1 position and in at least one layer, "
                    + "not of " + size + " in " + layers.size() + ".");
        }
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) < 0 || i > 0 && layers.get(i) <= layers.get(i - 1)) {
                throw new IllegalArgumentException("Layers with a window must be named in ascending order: " + layers);
            }
        }
    }

    /** The same in a model that ends after some of its layers. */
    SlidingWindow within(int first) {
        List<Integer> kept = layers.stream().filter(layer -> layer < first).toList();
        return kept.isEmpty() ? NONE : new SlidingWindow(size, kept);
    }

    public boolean none() {
        return size == 0;
    }
}
