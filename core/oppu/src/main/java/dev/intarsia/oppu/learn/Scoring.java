package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.engine.EngineWorkers;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.model.score.Scorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores events as they were before anything of them is trained on: predict first, learn after (prequential). */
public final class Scoring implements AutoCloseable {
    private final SignatureSource signatures;
    private final Scorer scorer;
    private final EngineWorkers workers;
    private final double ownShare;

    /**
     * @param signatures closed with this
     * @param workers of the model that both use
     * @param ownShare of events, from 0 to 1, that are scored under their user's own adapter too
     */
    public Scoring(SignatureSource signatures, Scorer scorer, EngineWorkers workers, double ownShare) {
        this.signatures = requireNonNull(signatures);
        this.scorer = requireNonNull(scorer);
        this.workers = requireNonNull(workers);
        this.ownShare = ownShare;
    }

    /**
     * Begins to score a batch under the base; its scores under users' adapters follow round by round.
     *
     * @param beneath what residuals are on top of; null where there are none
     */
    BatchScoring begin(List<List<UserSlice>> rounds, @Nullable BeneathSource beneath) {
        return new BatchScoring(signatures, scorer, workers, ownShare, rounds, beneath);
    }

    /** What events say of their users, under the base alone: the same whenever it is asked for. */
    List<Signature> signatures(List<TrainingEvent> events) {
        return signatures.of(
                events.stream().map(event -> event.event().example()).toList());
    }

    @Override
    public void close() {
        signatures.close();
    }
}
