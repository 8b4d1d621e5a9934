package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assembles adapters from one pool by one rule.
 *
 * <p>Immutable and safe to share between threads; what depends on the pool alone is computed when it is made.
 */
public final class Assembler {
    private final PiecePool pool;
    private final SignatureSample sample;
    private final Weights rule;
    private final PoolWeights weights;

    private Assembler(PiecePool pool, SignatureSample sample, Weights rule, @Nullable PoolWeights earlier) {
        this.pool = pool;
        this.sample = sample;
        this.rule = rule;
        this.weights = rule.on(pool, sample, earlier);
    }

    /** An assembler for a pool and a rule that does not look at the population. */
    public static Assembler of(PiecePool pool, Weights weights) {
        return of(pool, weights, SignatureSample.none());
    }

    /**
     * An assembler for a pool.
     *
     * @param sample of the population's events, of the same modules and lengths as the gates
     */
    public static Assembler of(PiecePool pool, Weights weights, SignatureSample sample) {
        return new Assembler(pool, sample, weights, null);
    }

    /** The assembler for the pool's next version; what the two pools share is not computed again. */
    public Assembler on(PiecePool next) {
        return on(next, sample);
    }

    /** The assembler for the next version of the pool or the sample. */
    public Assembler on(PiecePool next, SignatureSample nextSample) {
        return next == pool && nextSample == sample ? this : new Assembler(next, nextSample, rule, weights);
    }

    /** The assembler by another rule on the same pool and sample; what both rules prepare is not computed again. */
    public Assembler by(Weights other) {
        return new Assembler(pool, sample, other, weights);
    }

    /** The pool in use. */
    public PiecePool pool() {
        return pool;
    }

    /** The sample of the population's events in use. */
    public SignatureSample sample() {
        return sample;
    }

    /**
     * The assembled adapter of one user. A module gets no pieces where the pool has none, where the signature has none
     * or one of another length than the gates, or where all coefficients are 0 or one is not finite.
     */
    public Assembly assemble(SignatureSum signature) {
        if (signature.events() == 0) {
            return new Assembly(pool.version(), List.of(), 0);
        }
        PoolWeights.Weighted weighted = weights.assemble(signature);
        return new Assembly(pool.version(), weighted.modules(), weighted.gain());
    }

    /**
     * By how many nats pieces chosen earlier are predicted to lower the loss of one of the user's events with the pool and
     * the signature as they are now. A piece that was replaced counts as it is now, and one that is gone not at all.
     */
    public double gain(SignatureSum signature, List<ModuleAssembly> chosen) {
        return signature.events() == 0 ? 0 : weights.gain(signature, chosen);
    }

    /**
     * The assembled adapter, where it is predicted to gain more than pieces chosen earlier by at least a margin; else
     * those may as well be kept.
     *
     * @param margin in nats an event
     */
    public Optional<Assembly> better(SignatureSum signature, List<ModuleAssembly> chosen, double margin) {
        if (signature.events() == 0) {
            return Optional.empty();
        }
        return weights.better(signature, chosen, margin)
                .map(weighted -> new Assembly(pool.version(), weighted.modules(), weighted.gain()));
    }
}
