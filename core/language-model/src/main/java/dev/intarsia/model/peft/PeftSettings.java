package dev.intarsia.model.peft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code adapter_config.json} says of an adapter.
 *
 * @param rank {@code r}
 * @param alpha the product B A is scaled by {@code alpha / rank}; where the file asks for rank-stabilized scaling,
 *     {@code lora_alpha} times the root of the rank
 * @param stabilized whether it does
 * @param ranks ranks of modules that differ
 * @param alphas alphas of modules that differ
 * @param selection which modules are adapted
 * @param baseModelName what the base model was called or where it lay; empty when not said
 */
public record PeftSettings(
        int rank,
        double alpha,
        boolean stabilized,
        PeftPatterns<Integer> ranks,
        PeftPatterns<Double> alphas,
        PeftTargets selection,
        String baseModelName) {
    /** Whether some modules have a rank or alpha of their own. */
    public boolean differing() {
        return !ranks.isEmpty() || !alphas.isEmpty();
    }

    /** Names or ends of names of adapted modules; null where the file gives a pattern. */
    public @Nullable List<String> targets() {
        return selection.chosen().pattern() == null ? selection.chosen().names() : null;
    }

    /** Adapted layers; null for all. */
    public @Nullable List<Integer> layers() {
        return selection.layers();
    }

    /** A module's rank. */
    int rank(String module) {
        Integer own = ranks.of(module);
        return own == null ? rank : own;
    }

    /** What a module's product B A is scaled by. */
    double scale(String module) {
        Double own = alphas.of(module);
        double given = own != null ? own : stabilized ? alpha / Math.sqrt(rank) : alpha;
        return stabilized ? given / Math.sqrt(rank(module)) : given / rank(module);
    }
}
