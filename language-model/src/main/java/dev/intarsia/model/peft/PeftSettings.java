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
 * @param patterns ranks and alphas of modules that differ
 * @param targets names or ends of names of adapted modules; null where the file gives a pattern, so that the tensors say
 *     it
 * @param layers adapted layers; null for all
 * @param baseModelName what the base model was called or where it lay; empty when not said
 */
public record PeftSettings(
        int rank,
        double alpha,
        boolean stabilized,
        PeftPatterns patterns,
        @Nullable List<String> targets,
        @Nullable List<Integer> layers,
        String baseModelName) {
    /** Whether some modules have a rank or alpha of their own. */
    public boolean differing() {
        return !patterns.ranks().isEmpty() || !patterns.alphas().isEmpty();
    }

    /** A module's rank. */
    int rank(String module) {
        return patterns.rank(module, rank);
    }

    /** What a module's product B A is scaled by. */
    double scale(String module) {
        double given = patterns.alpha(module, stabilized ? alpha / Math.sqrt(rank) : alpha);
        return stabilized ? given / Math.sqrt(rank(module)) : given / rank(module);
    }
}
