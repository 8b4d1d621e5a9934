package dev.intarsia.model.adapter;

import java.util.Arrays;
import java.util.Optional;

/** Moves an adapter into another layout without changing what it does. */
final class Fitting {
    private Fitting() {}

    static Optional<AdapterValues> withSharedA(Adapter adapter, String baseModel) {
        AdapterLayout layout = adapter.layout();
        AdapterLayout shared = layout.withForm(AdapterCodec.SHARED_A);
        float[] values = new float[shared.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            Factors factors = adapter.factors(baseModel, module.id());
            if (layout.rank() > module.inputs()
                    || !Arrays.equals(
                            factors.a(), SharedA.of(baseModel, module.id(), layout.rank(), module.inputs()))) {
                return Optional.empty();
            }
            System.arraycopy(factors.b(), 0, values, offset, factors.b().length);
            offset += factors.b().length;
        }
        return Optional.of(AdapterValues.of(shared, values));
    }

    static AdapterValues fit(Adapter adapter, AdapterLayout target) {
        AdapterLayout layout = adapter.layout();
        // Only LoRA has room to fill up: with more virtual tokens a prompt would be another one.
        if (layout.form() != target.form() || !layout.form().isLora() || layout.rank() > target.rank()) {
            throw unfit(layout, target);
        }
        layout.modules().stream()
                .filter(module -> !target.modules().contains(module))
                .findFirst()
                .ifPresent(module -> {
                    throw unfit(layout, target);
                });
        float ratio = (float) (layout.scale() / target.scale());
        float[] values = new float[target.size()];
        int offset = 0;
        for (ModuleShape module : target.modules()) {
            if (layout.modules().contains(module)) {
                place(layout, adapter.weights(module.id()), module, ratio, target, values, offset);
            }
            offset += target.size(module);
        }
        return AdapterValues.of(target, values);
    }

    private static void place(
            AdapterLayout layout,
            float[] block,
            ModuleShape module,
            float ratio,
            AdapterLayout target,
            float[] values,
            int offset) {
        int rank = layout.rank();
        for (int row = 0; row < module.outputs(); row++) {
            for (int k = 0; k < rank; k++) {
                values[offset + row * target.rank() + k] = ratio * block[row * rank + k];
            }
        }
        int b = layout.sizeOfB(module);
        System.arraycopy(block, b, values, offset + target.sizeOfB(module), block.length - b);
    }

    private static IllegalArgumentException unfit(AdapterLayout layout, AdapterLayout target) {
        return new IllegalArgumentException(
                "This adapter " + text(layout) + " does not fit the model, which was loaded "
                        + "for adapters " + text(target)
                        + "; load the model with that form, at least that rank and those projections, or was the adapter made "
                        + "for another model?");
    }

    private static String text(AdapterLayout layout) {
        String at = " at " + layout.modules().size() + " modules";
        return switch (layout.form()) {
            case SHARED_A -> "with the shared A of rank " + layout.rank() + at;
            case OWN_A -> "with its own A of rank " + layout.rank() + at;
            case IA3 -> "of the method ia3" + at;
            case PROMPT -> "of the method prompt with " + layout.rank() + " virtual tokens";
        };
    }
}
