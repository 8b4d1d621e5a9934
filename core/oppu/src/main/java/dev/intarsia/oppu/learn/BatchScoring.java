package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.intarsia.model.engine.EngineWorkers;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a batch: signatures, which are worked out while its updates are, and what the updates tell of losses under
 * users' adapters. Not thread-safe.
 */
final class BatchScoring implements AutoCloseable {
    private final List<List<UserSlice>> rounds;
    private final BatchComparison comparison = new BatchComparison();
    private final List<TrainingEvent> arrivals;
    private final Supplier<List<Signature>> signatures;
    private final Map<String, UserState> standing = new HashMap<>();
    private final List<Long> versions = new ArrayList<>();
    private final List<@Nullable Double> own = new ArrayList<>();

    /** Begins with the signatures. */
    BatchScoring(SignatureSource source, EngineWorkers workers, List<List<UserSlice>> rounds) {
        this.rounds = rounds;
        this.arrivals = rounds.stream()
                .flatMap(List::stream)
                .flatMap(slice -> slice.arrivals().stream())
                .toList();
        this.signatures = workers.beside(() -> source.of(
                arrivals.stream().map(arrival -> arrival.event().example()).toList()));
    }

    /** Takes down which versions the users of the next round have in {@code states} before its updates. */
    void before(List<UserSlice> round, UserStates states) {
        comparison.before(round, states);
        standing.clear();
        round.forEach(slice -> standing.put(slice.user(), states.of(slice.user())));
        for (UserSlice slice : round) {
            long version = states.of(slice.user()).version();
            slice.arrivals().forEach(arrival -> versions.add(version));
        }
    }

    /** Takes down what the same round's updates tell of its events. */
    void after(List<UserSlice> round, List<UpdateOutcome> outcomes) {
        List<UpdateOutcome.Published> published = outcomes.stream()
                .filter(UpdateOutcome.Published.class::isInstance)
                .map(UpdateOutcome.Published.class::cast)
                .toList();
        published.forEach(update -> comparison.updated(requireNonNull(standing.get(update.user())), update));
        Map<String, Map<Long, Float>> losses =
                published.stream().collect(toMap(UpdateOutcome.Published::user, UpdateOutcome.Published::losses));
        for (UserSlice slice : round) {
            Map<Long, Float> known = losses.getOrDefault(slice.user(), Map.of());
            long end = slice.after().length();
            for (long event = end - slice.arrivals().size(); event < end; event++) {
                Float loss = versions.get(own.size()) == 0 ? null : known.get(event);
                own.add(loss == null ? null : (Double) loss.doubleValue());
            }
        }
    }

    /** Every event of the rounds, in order. */
    List<ScoredEvent> scored() {
        List<Signature> taken = signatures.get();
        List<ScoredEvent> scored = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            scored.add(new ScoredEvent(arrivals.get(i), taken.get(i), own.get(i), versions.get(i)));
        }
        return scored;
    }

    /**
     * Puts into the states what the updates' losses are beside those under the base.
     *
     * @return the updates with the same in the versions that are in force now
     */
    List<UpdateOutcome> compare(StateOverlay overlay, List<UpdateOutcome> updates) {
        comparison.into(overlay, rounds, signatures.get());
        return updates.stream()
                .map(update ->
                        update instanceof UpdateOutcome.Published published ? inForce(published, overlay) : update)
                .toList();
    }

    private static UpdateOutcome inForce(UpdateOutcome.Published update, UserStates states) {
        AdapterVersion own = states.of(update.user()).own();
        return own != null && own.version() == update.standing().version()
                ? new UpdateOutcome.Published(update.user(), own, update.state(), update.losses(), update.drift())
                : update;
    }

    /** Waits until nothing of it is at work any more, whatever it led to. */
    @Override
    public void close() {
        try {
            Object unused = signatures.get();
        } catch (RuntimeException | Error told) {
            // Whoever asked for the scores has been told, or left for another reason.
        }
    }
}
