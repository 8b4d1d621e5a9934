package dev.intarsia.model.peft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code adapter_config.json} says of an adapter.
 *
 * @param rank {@code r}
 * @param alpha the product B A is scaled by {@code alpha / rank}; where the file asks for rank-stabilized scaling,
 *     {@code lora_alpha} times the root of the rank
 * @param targets names or ends of names of adapted modules; null where the file gives a pattern, so that the tensors say
 *     it
 * @param layers adapted layers; null for all
 * @param baseModelName what the base model was called or where it lay; empty when not said
 */
public record PeftSettings(
        int rank,
        double alpha,
        @Nullable List<String> targets,
        @Nullable List<Integer> layers,
        String baseModelName) {}
