package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.digest.Sha256;
import java.util.List;

/**
 * An assembled adapter as its coefficients: at each module, {@code B = Σ weight · B_sharer}.
 *
 * @param poolVersion version of the pool it was computed from
 * @param modules in layout order, only those with a piece
 * @param predictedGain by how many nats it is predicted to lower the loss of one of the user's events
 */
public record Assembly(long poolVersion, List<ModuleAssembly> modules, double predictedGain) {
    public Assembly {
        modules = List.copyOf(modules);
    }

    /** SHA-256 over modules, sharers, versions and weights, hexadecimal; equal for equal assembled adapters. */
    public String digest() {
        Sha256 digest = new Sha256();
        for (ModuleAssembly module : modules) {
            digest.text(module.module().text()).number((long) module.pieces().size());
            for (WeightedPiece piece : module.pieces()) {
                digest.text(piece.sharer()).number(piece.version()).number(piece.weight());
            }
        }
        return digest.hex();
    }
}
