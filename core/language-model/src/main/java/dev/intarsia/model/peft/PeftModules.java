package dev.intarsia.model.peft;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which modules a folder's adapter touches, and what they are called there. */
final class PeftModules {
    static final String PREFIX = "base_model.model.";

    private PeftModules() {}

    static String name(ModuleId module) {
        return DecoderTensors.name(module.layer(), DecoderTensors.part(module.projection()));
    }

    /** @param factor A or B */
    static String tensor(ModuleShape module, String factor) {
        return PREFIX + name(module.id()) + ".lora_" + factor + ".weight";
    }

    /**
     * The modules the settings ask for, after checking that these are the ones there are tensors for. Where a pattern asks
     * for them, those without tensors are left out: they change nothing.
     */
    static List<ModuleShape> of(Path folder, PeftSettings settings, ModelConfig config, Set<String> tensors)
            throws IOException {
        Path file = folder.resolve(PeftSettingsFile.NAME);
        PeftTargets selection = settings.selection();
        boolean named = selection.chosen().pattern() == null;
        List<ModuleShape> modules = new ArrayList<>();
        try {
            for (ModuleShape module : all(config)) {
                if (selection.matches(name(module.id())) && (named || tensors.contains(tensor(module, "A")))) {
                    modules.add(module);
                }
            }
            if (named) {
                requireLinear(file, selection, config);
            }
            // Whoever asks for these later finds no pattern that takes too long.
            modules.forEach(module -> settings.scale(name(module.id())));
        } catch (EndlessPatternException e) {
            throw new UnsupportedModelException(file, String.valueOf(e.getMessage()) + ".");
        }
        List<Integer> layers = settings.layers();
        if (layers != null && layers.stream().anyMatch(layer -> layer >= config.layers())) {
            throw new MalformedCheckpointException(
                    file,
                    "layers_to_transform " + layers + " goes beyond the base model's " + config.layers() + " layers.");
        }
        if (modules.isEmpty()) {
            throw new MalformedCheckpointException(
                    file,
                    "no module of the base model is adapted: target_modules is "
                            + brief(
                                    named
                                            ? selection.chosen().names().toString()
                                            : "" + selection.chosen().pattern())
                            + ", and it has q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj and down_proj.");
        }
        requireTensors(folder.resolve(PeftFolder.TENSORS), modules, tensors);
        return modules;
    }

    private static String brief(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    private static List<ModuleShape> all(ModelConfig config) {
        return AdapterLayout.of(config, 1, 1, Set.copyOf(Projection.linear())).modules();
    }

    /** PEFT would adapt the embedding and the head, or end there; this engine does neither. */
    private static void requireLinear(Path file, PeftTargets selection, ModelConfig config) throws IOException {
        for (String other : others(config)) {
            if (selection.matches(other)) {
                throw new UnsupportedModelException(
                        file,
                        "target_modules names " + other
                                + ", but adapters are supported only at q_proj, k_proj, v_proj, "
                                + "o_proj, gate_proj, up_proj and down_proj.");
            }
        }
    }

    /** The names of all that such a model consists of beside what can be adapted. */
    private static List<String> others(ModelConfig config) {
        List<String> others = new ArrayList<>(
                List.of("model", "model.embed_tokens", "model.layers", "model.norm", "model.rotary_emb", "lm_head"));
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "model.layers." + layer;
            others.add(name);
            for (String part :
                    List.of("self_attn", "mlp", "mlp.act_fn", "input_layernorm", "post_attention_layernorm")) {
                others.add(name + "." + part);
            }
            if (config.attention().queryKeyNorm()) {
                others.add(name + ".self_attn.q_norm");
                others.add(name + ".self_attn.k_norm");
            }
        }
        return others;
    }

    /** Targets that are no module of the base model: PEFT passes over them where others match. */
    static List<String> unmatched(PeftSettings settings, ModelConfig config) {
        List<String> names = new ArrayList<>(others(config));
        all(config).forEach(module -> names.add(name(module.id())));
        return settings.selection().chosen().names().stream()
                .filter(target -> names.stream().noneMatch(new PeftNames(List.of(target), null)::matches))
                .toList();
    }

    private static void requireTensors(Path file, List<ModuleShape> modules, Set<String> tensors) throws IOException {
        Set<String> rest = new TreeSet<>(tensors);
        for (ModuleShape module : modules) {
            for (String factor : List.of("A", "B")) {
                if (!rest.remove(tensor(module, factor))) {
                    throw new MalformedCheckpointException(
                            file,
                            "tensor " + tensor(module, factor) + " is missing, though " + PeftSettingsFile.NAME
                                    + " asks for it.");
                }
            }
        }
        if (!rest.isEmpty()) {
            throw new UnsupportedModelException(
                    file,
                    "tensor " + rest.iterator().next() + " has no place in the adapter that " + PeftSettingsFile.NAME
                            + " describes for this base model.");
        }
    }

    /** The names of the adapted projections. */
    static Set<String> targets(AdapterLayout layout) {
        Set<String> targets = new TreeSet<>();
        layout.modules().forEach(module -> targets.add(module.id().projection().text() + "_proj"));
        return targets;
    }

    /** The layers it touches, after checking that it touches them alike. */
    static List<Integer> layers(AdapterLayout layout) {
        List<Integer> layers = layout.modules().stream()
                .map(module -> module.id().layer())
                .distinct()
                .toList();
        int projections = targets(layout).size();
        if (layout.modules().size() != layers.size() * projections) {
            throw new IllegalArgumentException(
                    "Every layer of an adapter in a PEFT folder has the same projections, but " + "this one has "
                            + layout.modules().size() + " modules in " + layers.size() + " layers.");
        }
        return layers;
    }
}
