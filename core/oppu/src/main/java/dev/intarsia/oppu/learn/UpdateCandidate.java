package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.oppu.history.History;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trained version that is not yet judged.
 *
 * @param version it would have
 * @param history of its user
 * @param examples what is trained on of the history's events
 * @param from the first event of the history that is new to it
 * @param seen how many events of the history it has seen
 * @param standing what it would replace, or null for the base
 * @param state its numbers
 * @param losses of each step, those of the new events that it had, in mean nats per response token, as they were before it:
 *     the first step's are under what it would replace
 */
record UpdateCandidate(
        String user,
        long version,
        History history,
        HistoryExamples examples,
        long from,
        long seen,
        @Nullable Adapter standing,
        AdapterState state,
        List<float[]> losses) {
    /** No reader of adapters takes a larger weight: products with it overflow. */
    private static final float LARGEST = 1e15f;

    /**
     * The user's events from {@code begin} to below {@code end}, to be scored.
     *
     * @param adapter under which; null for the base
     */
    List<ScoringRow> rows(long begin, long end, @Nullable Adapter adapter) {
        return new TreeMap<>(examples.of(history, begin, end))
                .values().stream()
                        .map(example -> new ScoringRow(example, adapter))
                        .toList();
    }

    /** Whether readers of adapters take its weights. */
    boolean readable() {
        for (float weight : state.adapter().values().toArray()) {
            if (!(Math.abs(weight) <= LARGEST)) {
                return false;
            }
        }
        return true;
    }

    boolean finite() {
        return state.adapter().values().finite()
                && state.firstMoment().finite()
                && state.secondMoment().finite();
    }
}
