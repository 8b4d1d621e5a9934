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
import java.util.function.Predicate;

/** Which modules a folder's adapter touches, and what they are called there. */
final class PeftModules {
    private static final String PREFIX = "base_model.model.";

    private PeftModules() {}

    static String name(ModuleId module) {
        return DecoderTensors.name(module.layer(), DecoderTensors.part(module.projection()));
    }

    /** @param factor A or B */
    static String tensor(ModuleShape module, String factor) {
        return PREFIX + name(module.id()) + ".lora_" + factor + ".weight";
    }

    /** The modules the settings ask for, after checking that these are the ones there are tensors for. */
    static List<ModuleShape> of(Path folder, PeftSettings settings, ModelConfig config, Set<String> tensors)
            throws IOException {
        Path file = folder.resolve(PeftSettingsFile.NAME);
        List<String> targets = settings.targets();
        List<Integer> layers = settings.layers();
        Predicate<ModuleShape> chosen =
                targets == null ? module -> tensors.contains(tensor(module, "A")) : module -> named(module, targets);
        List<ModuleShape> modules = new ArrayList<>();
        for (ModuleShape module : all(config)) {
            if (chosen.test(module)
                    && (layers == null || layers.contains(module.id().layer()))) {
                modules.add(module);
            }
        }
        if (targets != null) {
            requireKnown(file, targets, config);
        }
        if (layers != null && layers.stream().anyMatch(layer -> layer >= config.layers())) {
            throw new MalformedCheckpointException(
                    file,
                    "layers_to_transform " + layers + " goes beyond the base model's " + config.layers() + " layers.");
        }
        if (modules.isEmpty()) {
            throw new MalformedCheckpointException(file, "no module of the base model is adapted.");
        }
        requireTensors(folder.resolve(PeftFolder.TENSORS), modules, tensors);
        return modules;
    }

    private static List<ModuleShape> all(ModelConfig config) {
        return AdapterLayout.of(config, 1, 1, Set.of(Projection.values())).modules();
    }

    /** PEFT's rule: a target is a module's name, or the end of it after a dot. */
    private static boolean named(ModuleShape module, List<String> targets) {
        String name = name(module.id());
        return targets.stream().anyMatch(target -> name.equals(target) || name.endsWith("." + target));
    }

    private static void requireKnown(Path file, List<String> targets, ModelConfig config) throws IOException {
        List<ModuleShape> all = all(config);
        for (String target : targets) {
            if (all.stream().noneMatch(module -> named(module, List.of(target)))) {
                throw new UnsupportedModelException(
                        file,
                        "target module '" + (target.length() > 80 ? target.substring(0, 80) + "…" : target)
                                + "' is none of q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj and down_proj.");
            }
        }
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
