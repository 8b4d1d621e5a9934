package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.EngineWorkers;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a batch, which are worked out while its updates are: those under the base all at once, those under users'
 * adapters as they are before their round's updates. Not thread-safe.
 */
final class BatchScoring implements AutoCloseable {
    private final Scorer scorer;
    private final EngineWorkers workers;
    private final double ownShare;
    private final @Nullable BeneathSource beneath;
    private final List<TrainingEvent> arrivals;
    private final Supplier<List<Signature>> signatures;
    private final List<Scored> begun = new ArrayList<>();
    private final List<Supplier<List<Loss>>> own = new ArrayList<>();

    /**
     * What an event is scored under besides the base.
     *
     * @param version of its user's own adapter; 0 for none
     * @param own whether it is scored under that
     */
    private record Scored(long version, boolean own) {}

    /** Begins with the signatures. */
    BatchScoring(
            SignatureSource source,
            Scorer scorer,
            EngineWorkers workers,
            double ownShare,
            List<List<UserSlice>> rounds,
            @Nullable BeneathSource beneath) {
        this.scorer = scorer;
        this.workers = workers;
        this.ownShare = ownShare;
        this.beneath = beneath;
        this.arrivals = rounds.stream()
                .flatMap(List::stream)
                .flatMap(slice -> slice.arrivals().stream())
                .toList();
        this.signatures = workers.beside(() -> source.of(
                arrivals.stream().map(arrival -> arrival.event().example()).toList()));
    }

    /** Begins with the losses of the next round, under the adapters its users have in {@code states} now. */
    void round(List<UserSlice> round, UserStates states) {
        List<ScoringRow> rows = new ArrayList<>();
        for (UserSlice slice : round) {
            long version = states.of(slice.user()).version();
            List<TrainingEvent> chosen = version == 0
                    ? List.of()
                    : slice.arrivals().stream().filter(this::chosen).toList();
            slice.arrivals().forEach(arrival -> begun.add(new Scored(version, version != 0 && chosen(arrival))));
            if (!chosen.isEmpty()) {
                Adapter adapter = adapter(slice.user(), states);
                chosen.forEach(
                        arrival -> rows.add(new ScoringRow(arrival.event().example(), adapter)));
            }
        }
        if (!rows.isEmpty()) {
            own.add(workers.beside(() -> scorer.losses(rows)));
        }
    }

    /** What the user is answered with: the own adapter, or the residual on top of what is beneath it. */
    private Adapter adapter(String user, UserStates states) {
        Adapter own = states.adapter(user).adapter();
        return beneath != null && states.of(user).hasResidual()
                ? beneath.of(user).with(own.values())
                : own;
    }

    /** By the event's id, so that an event is chosen again wherever it is worked on again. */
    private boolean chosen(TrainingEvent arrival) {
        return (arrival.event().fingerprint() >>> 11) * 0x1p-53 < ownShare;
    }

    /** Every event of the rounds begun, in order, under the base and under the adapter its user had. */
    List<ScoredEvent> scored() {
        List<Signature> taken = signatures.get();
        List<Loss> losses = own.stream().flatMap(round -> round.get().stream()).toList();
        List<ScoredEvent> scored = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < begun.size(); i++) {
            Double loss = begun.get(i).own() ? (Double) losses.get(next++).mean() : null;
            scored.add(new ScoredEvent(
                    arrivals.get(i), taken.get(i), loss, begun.get(i).version()));
        }
        return scored;
    }

    /** Waits until nothing of it is at work any more, whatever it led to. */
    @Override
    public void close() {
        settle(signatures);
        own.forEach(BatchScoring::settle);
    }

    private static void settle(Supplier<?> work) {
        try {
            Object unused = work.get();
        } catch (RuntimeException | Error told) {
            // Whoever asked for the scores has been told, or left for another reason.
        }
    }
}
