package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.engine.EngineWorkers;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import java.util.List;

/** Takes events' signatures under the base. */
public final class Scoring implements AutoCloseable {
    private final SignatureSource signatures;
    private final EngineWorkers workers;

    /**
     * @param signatures closed with this
     * @param workers of the model
     */
    public Scoring(SignatureSource signatures, EngineWorkers workers) {
        this.signatures = requireNonNull(signatures);
        this.workers = requireNonNull(workers);
    }

    /** Begins to score a batch. */
    BatchScoring begin(List<List<UserSlice>> rounds) {
        return new BatchScoring(signatures, workers, rounds);
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
