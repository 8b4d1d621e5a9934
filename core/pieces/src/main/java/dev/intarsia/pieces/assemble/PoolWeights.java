package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Optional;

/** A rule for weights on one pool. Safe to share between threads. */
interface PoolWeights {
    /** The pieces of one user's adapter in layout order, with the gain they are predicted to bring. */
    Weighted assemble(SignatureSum signature);

    /**
     * By how many nats pieces chosen earlier are predicted to lower the loss of one of the user's events, with the pool as
     * it is now: a piece that was replaced counts as it is now, and one that is gone not at all.
     */
    double gain(SignatureSum signature, List<ModuleAssembly> chosen);

    /**
     * A better choice than an earlier one, where it gains more by at least a margin. A rule that knows no curvature sees
     * more gain in larger weights, however large; there a gain that is off by the margin in either direction counts, so
     * that the weights stay near those the rule gives.
     *
     * @param margin in nats an event
     */
    default Optional<Weighted> better(SignatureSum signature, List<ModuleAssembly> chosen, double margin) {
        Weighted best = assemble(signature);
        return Math.abs(best.gain() - gain(signature, chosen)) > margin ? Optional.of(best) : Optional.empty();
    }

    /**
     * An adapter before it has a version.
     *
     * @param gain in nats an event
     */
    record Weighted(List<ModuleAssembly> modules, double gain) {
        static final Weighted NOTHING = new Weighted(List.of(), 0);
    }
}
