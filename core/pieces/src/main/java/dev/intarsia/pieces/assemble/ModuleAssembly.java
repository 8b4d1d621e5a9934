package dev.intarsia.pieces.assemble;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import java.util.List;

/**
 * The pieces of an assembled adapter at one module.
 *
 * @param module where they act
 * @param pieces sorted by sharer, at least one
 */
public record ModuleAssembly(ModuleId module, List<WeightedPiece> pieces) {
    public ModuleAssembly {
        requireNonNull(module, "module");
        pieces = List.copyOf(pieces);
    }
}
