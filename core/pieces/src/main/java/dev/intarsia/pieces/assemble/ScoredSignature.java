package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.assemble.PoolWeights.Scored;
import dev.intarsia.pieces.assemble.PoolWeights.Weighted;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One user's signature on one pool: it is scored once, whatever is asked about it. */
public final class ScoredSignature {
    private final long poolVersion;
    private final @Nullable Scored scored;

    /** @param scored null for the signature of no events */
    ScoredSignature(long poolVersion, @Nullable Scored scored) {
        this.poolVersion = poolVersion;
        this.scored = scored;
    }

    /**
     * The assembled adapter. A module gets no pieces where the pool has none, where the signature has none or one of another
     * length than the gates, or where all coefficients are 0 or one is not finite.
     */
    public Assembly assemble() {
        return assembly(scored == null ? Weighted.NOTHING : scored.best());
    }

    /**
     * By how many nats pieces chosen earlier are predicted to lower the loss of one of the user's events with the pool and
     * the signature as they are now. A piece that was replaced counts as it is now, and one that is gone not at all.
     */
    public double gain(Map<ModuleId, ? extends List<? extends ChosenPiece>> chosen) {
        return scored == null ? 0 : scored.gain(chosen);
    }

    /**
     * The assembled adapter, where it is predicted to gain more than pieces chosen earlier by at least a margin; else
     * those may as well be kept.
     *
     * @param present the {@link #gain} of those chosen earlier
     * @param margin in nats an event
     */
    public Optional<Assembly> better(double present, double margin) {
        return scored == null
                ? Optional.empty()
                : scored.better(present, margin).map(this::assembly);
    }

    private Assembly assembly(Weighted weighted) {
        return new Assembly(poolVersion, weighted.modules(), weighted.gain());
    }
}
