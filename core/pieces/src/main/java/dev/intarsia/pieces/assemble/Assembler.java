package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
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

    /** What can be asked about one user. */
    public ScoredSignature score(SignatureSum signature) {
        return new ScoredSignature(pool.version(), signature.events() == 0 ? null : weights.score(signature));
    }

    /** The assembled adapter of one user, as {@link ScoredSignature#assemble} has it. */
    public Assembly assemble(SignatureSum signature) {
        return score(signature).assemble();
    }

    /** What pieces chosen earlier gain one user, as {@link ScoredSignature#gain} has it. */
    public double gain(SignatureSum signature, List<ModuleAssembly> chosen) {
        return score(signature).gain(ModuleAssembly.byModule(chosen));
    }
}
