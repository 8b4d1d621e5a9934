package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Folders of adapters that are one tensor at each module: (IA)³ and prompts. PEFT stores the numbers that the model
 * multiplies with or reads; an {@link Adapter} has what is added to those that training began with.
 */
abstract sealed class BlockFolder permits Ia3Folder, PromptFolder {
    /** What adapters of these settings are laid out as. */
    abstract AdapterLayout layout(Path file, ObjectNode settings, ModelConfig config) throws IOException;

    abstract String tensor(ModuleShape module);

    abstract List<Integer> shape(AdapterLayout layout, ModuleShape module);

    /** What training begins with at a module. */
    abstract float[] start(AdapterLayout layout, ModuleShape module, BaseModel base) throws IOException;

    abstract void describe(ObjectNode settings, AdapterLayout layout, ModelConfig config);

    /** The folder's layout. */
    AdapterLayout layout(Path folder, ModelConfig config) throws IOException {
        return layout(folder.resolve(PeftSettingsFile.NAME), PeftMethods.settings(folder), config);
    }

    Adapter read(Path folder, BaseModel base) throws IOException {
        AdapterLayout layout = layout(folder, base.config());
        PeftTensors tensors = PeftMethods.tensors(folder);
        Path file = folder.resolve(PeftFolder.TENSORS);
        PeftFolder.requireMadeFor(file, tensors, base);
        requireNames(file, layout, tensors.names());
        float[] values = new float[layout.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            float[] stored = stored(file, tensors, tensor(module), shape(layout, module));
            float[] start = start(layout, module, base);
            for (int i = 0; i < stored.length; i++) {
                values[offset + i] = stored[i] - start[i];
            }
            offset += stored.length;
        }
        AdapterValues read = AdapterValues.of(layout, values);
        if (!read.finite()) {
            throw new MalformedCheckpointException(
                    file, "the adapter holds numbers that are not finite; its training failed.");
        }
        return Adapter.of(read);
    }

    private static float[] stored(Path file, PeftTensors tensors, String name, List<Integer> expected)
            throws IOException {
        Tensor tensor = tensors.tensor(name);
        if (tensor == null || !tensor.shape().equals(expected)) {
            throw new MalformedCheckpointException(
                    file,
                    "tensor " + name + (tensor == null ? " is missing" : " has shape " + tensor.shape())
                            + ", but settings and base model imply one of shape " + expected
                            + "; was the adapter made for another base model?");
        }
        return tensor.floats();
    }

    private void requireNames(Path file, AdapterLayout layout, Set<String> names) throws IOException {
        Set<String> rest = new TreeSet<>(names);
        layout.modules().forEach(module -> rest.remove(tensor(module)));
        if (!rest.isEmpty()) {
            throw new UnsupportedModelException(
                    file,
                    "tensor " + rest.iterator().next() + " has no place in the adapter that " + PeftSettingsFile.NAME
                            + " describes for this base model.");
        }
    }

    /** What the folder of an adapter consists of. */
    PeftFiles files(Adapter adapter, BaseModel base, Dtype dtype) throws IOException {
        AdapterLayout layout = adapter.layout();
        List<Tensor> tensors = new ArrayList<>();
        for (ModuleShape module : layout.modules()) {
            float[] values = adapter.weights(module.id());
            float[] start = start(layout, module, base);
            for (int i = 0; i < values.length; i++) {
                values[i] += start[i];
            }
            tensors.add(Tensor.of(tensor(module), shape(layout, module), values, dtype));
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("peft_type", PeftMethods.type(layout.method()));
        root.put("task_type", "CAUSAL_LM");
        root.put("base_model_name_or_path", base.name());
        root.put("inference_mode", true).putNull("modules_to_save");
        describe(root, layout, base.config());
        return new PeftFiles(root, base.fingerprint(), tensors);
    }
}
