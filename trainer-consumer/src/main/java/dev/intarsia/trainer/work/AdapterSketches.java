package dev.intarsia.trainer.work;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.module.ModuleId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sketches of one adapter's weights. The adapter is read from its store when the first is needed. Not thread-safe. */
final class AdapterSketches implements Function<ModuleId, float[]> {
    private final GradientGates sketches;
    private final Supplier<Adapter> reading;
    private @Nullable Adapter adapter;

    AdapterSketches(GradientGates sketches, Supplier<Adapter> reading) {
        this.sketches = sketches;
        this.reading = reading;
    }

    @Override
    public float[] apply(ModuleId module) {
        Adapter read = adapter == null ? reading.get() : adapter;
        adapter = read;
        return sketches.of(module, read.weights(module));
    }
}
