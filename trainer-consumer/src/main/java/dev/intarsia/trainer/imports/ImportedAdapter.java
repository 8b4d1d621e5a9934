package dev.intarsia.trainer.imports;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.oppu.update.UpdateBounds;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a folder that was exported, and refuses what a trainer could not go on from. */
final class ImportedAdapter {
    private final BaseModel base;
    private final AdapterLayout layout;
    private final UpdateBounds bounds;

    /**
     * @param base the trainer's base model
     * @param layout of the trainer's adapters
     * @param bounds of the weights that the trainer makes
     */
    ImportedAdapter(BaseModel base, AdapterLayout layout, UpdateBounds bounds) {
        this.base = requireNonNull(base);
        this.layout = requireNonNull(layout);
        this.bounds = requireNonNull(bounds);
    }

    /**
     * The adapter in a folder, in the trainer's layout, bit for bit as it was exported.
     *
     * @throws IOException where the folder cannot be read, or is of another base model
     * @throws IllegalArgumentException where the adapter is of another kind or shape, or out of bounds
     */
    Adapter read(Path folder) throws IOException {
        if (layout.method() != TuningMethod.LORA || PeftFolder.method(folder) != TuningMethod.LORA) {
            throw new IllegalArgumentException(
                    folder + ": only LoRAs can be imported, into a trainer of LoRAs: of others the"
                            + " folder holds sums with what training begins with, which have been rounded.");
        }
        if (PeftFolder.open(folder).baseModel().isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " does not say which base model it was made for; give a folder that"
                            + " 'intarsia adapter export' wrote.");
        }
        Adapter read = PeftFolder.read(folder, base);
        requireShape(folder, read.layout());
        Adapter adapter = read.withSharedA(base.fingerprint())
                .orElseThrow(
                        () -> new IllegalArgumentException(folder + ": its A is not the one that all adapters of this"
                                + " base model share, so that the trainer could not go on from it; give a folder that 'intarsia"
                                + " adapter export' wrote."));
        requireBounds(folder, adapter);
        return adapter;
    }

    private void requireShape(Path folder, AdapterLayout found) {
        if (found.rank() != layout.rank()
                || found.alpha() != layout.alpha()
                || !found.modules().equals(layout.modules())) {
            throw new IllegalArgumentException(folder + " is of " + text(found) + ", and the trainer's adapters are of "
                    + text(layout) + "; import it where model.rank, model.alpha and the modules are the same.");
        }
    }

    private static String text(AdapterLayout layout) {
        return "rank " + layout.rank() + ", alpha " + layout.alpha() + " and "
                + layout.modules().size() + " modules from "
                + layout.modules().get(0).id() + " to "
                + layout.modules().get(layout.modules().size() - 1).id();
    }

    /** As an update's weights: the rows of a shared A are orthonormal, so that B·A has the norm of B. */
    private void requireBounds(Path folder, Adapter adapter) {
        for (ModuleShape module : layout.modules()) {
            double squares = 0;
            for (float value : adapter.weights(module.id())) {
                squares += (double) value * value;
            }
            double norm = layout.scale() * Math.sqrt(squares);
            if (bounds.exceedsNorm(0, norm)) {
                throw new IllegalArgumentException(folder + ": the norm at module " + module.id() + " is " + norm
                        + ", and bounds.norm is " + bounds.norm() + "; no update of the trainer may be as large.");
            }
        }
    }
}
