package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule for weights on one pool. Safe to share between threads. */
interface PoolWeights {
    /** Does once what all questions about one user's signature need. */
    Scored score(SignatureSum signature);

    /** What the rule says of one user. */
    interface Scored {
        /** The pieces of the user's adapter in layout order, with the gain they are predicted to bring. */
        Weighted best();

        /**
         * By how many nats pieces chosen earlier are predicted to lower the loss of one of the user's events, with the pool
         * as it is now: a piece that was replaced counts as it is now, and one that is gone not at all.
         */
        double gain(Map<ModuleId, ? extends List<? extends ChosenPiece>> chosen);

        /**
         * The best choice, where it gains more than an earlier one by at least a margin. A rule that knows no curvature sees
         * more gain in larger weights, however large; there a gain that is off by the margin in either direction counts, so
         * that the weights stay near those the rule gives.
         *
         * @param present what the earlier choice gains
         * @param margin in nats an event
         */
        default Optional<Weighted> better(double present, double margin) {
            Weighted best = best();
            return Math.abs(best.gain() - present) > margin ? Optional.of(best) : Optional.empty();
        }
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
