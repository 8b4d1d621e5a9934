package dev.intarsia.model.merge;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.Factors;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** {@code W = W0 + (alpha/r) B A} at every module of an adapter. */
public final class Merged {
    private final Map<String, ModuleShape> modules = new HashMap<>();
    private final Adapter adapter;
    private final String baseModel;

    private Merged(Checkpoint base, Adapter adapter) throws IOException {
        this.adapter = adapter;
        this.baseModel = base.fingerprint();
        for (ModuleShape module : adapter.layout().modules()) {
            String name = DecoderTensors.name(
                    module.id().layer(), DecoderTensors.part(module.id().projection()) + ".weight");
            AdapterLayout whole =
                    AdapterLayout.of(base.config(), 1, 1, EnumSet.of(module.id().projection()));
            if (!whole.modules().contains(module)) {
                throw new IllegalArgumentException("The adapter has a module " + module.id() + " of " + module.inputs()
                        + " inputs and " + module.outputs()
                        + " outputs, which the base model has not; was it made for another one?");
            }
            modules.put(name, module);
        }
    }

    /**
     * Writes a checkpoint whose weights hold the adapter, with a fingerprint of its own. Every tensor keeps its type:
     * the sum is taken in double precision and rounded once. Tokenizer, template and generation defaults come along.
     *
     * @param checkpoint the base model the adapter was made for; it is only read, so going back is using it again
     * @param out another directory, made where it is missing
     * @return the fingerprint of the new base model
     * @throws IllegalArgumentException when the adapter does not belong to this base model or holds a number that is
     *     none
     */
    public static String write(Path checkpoint, Adapter adapter, Path out) throws IOException {
        Checkpoint base = Checkpoint.open(checkpoint);
        if (!adapter.values().finite()) {
            throw new IllegalArgumentException("The adapter holds a number that is not finite; it cannot be merged.");
        }
        Merged merged = new Merged(base, adapter);
        base.rewrite(out, merged::edit);
        return Checkpoint.open(out).fingerprint();
    }

    private Tensor edit(Tensor tensor) throws IOException {
        ModuleShape module = modules.get(tensor.name());
        if (module == null) {
            return tensor;
        }
        float[] weights = tensor.floats();
        Factors factors = adapter.factors(baseModel, module.id());
        for (int output = 0; output < module.outputs(); output++) {
            double[] change = factors.row(output, adapter.layout().scale());
            for (int input = 0; input < change.length; input++) {
                int at = output * change.length + input;
                weights[at] = (float) (weights[at] + change[input]);
            }
        }
        Tensor sum = Tensor.of(tensor.name(), tensor.shape(), weights, tensor.dtype());
        requireFinite(sum);
        return sum;
    }

    private static void requireFinite(Tensor tensor) {
        if (tensor.dtype() != Dtype.F16) {
            return;
        }
        for (float value : tensor.floats()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("The sum at " + tensor.name()
                        + " is too large for the checkpoint's F16; use a base model in BF16 or F32.");
            }
        }
    }
}
