package dev.intarsia.model.peft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which modules an adapter touches, by PEFT's rules.
 *
 * @param chosen {@code target_modules}
 * @param excluded {@code exclude_modules}
 * @param layers {@code layers_to_transform}, which counts for modules that are named by the end of their names; null for
 *     all
 * @param layerPatterns {@code layers_pattern}: what stands before a layer's number; empty for anything
 */
record PeftTargets(
        PeftNames chosen, PeftNames excluded, @Nullable List<Integer> layers, List<PythonPattern> layerPatterns) {
    private static final PythonPattern ANY = layerPattern("[^.]*");

    PeftTargets {
        layers = layers == null || layers.isEmpty() ? null : List.copyOf(layers);
        layerPatterns = List.copyOf(layerPatterns);
    }

    /** @throws IllegalArgumentException as {@link PythonPattern#of} does */
    static PythonPattern layerPattern(String before) {
        return PythonPattern.within("(?:^|.*?\\.)(?:", before, ")\\.(?<idx>\\d+)\\.");
    }

    boolean matches(String module) {
        if (excluded.matches(module) || !chosen.matches(module)) {
            return false;
        }
        return layers == null
                || chosen.pattern() != null
                || chosen.names().contains(module)
                || layers.contains(layer(module));
    }

    private int layer(String module) {
        if (layerPatterns.isEmpty()) {
            return ANY.index(module);
        }
        return layerPatterns.stream()
                .mapToInt(pattern -> pattern.index(module))
                .filter(layer -> layer >= 0)
                .findFirst()
                .orElse(-1);
    }
}
