package dev.intarsia.pieces.assemble;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;

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

    /** The pieces of some modules. */
    static Map<ModuleId, List<WeightedPiece>> byModule(List<ModuleAssembly> modules) {
        return modules.stream().collect(toMap(ModuleAssembly::module, ModuleAssembly::pieces));
    }
}
