package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import java.util.ArrayList;
import java.util.List;

/** Scores a round before anything in it is trained on: predict first, learn after (prequential). */
public final class Scoring implements AutoCloseable {
    private final SignatureSource signatures;
    private final Scorer scorer;

    /** @param signatures closed with this */
    public Scoring(SignatureSource signatures, Scorer scorer) {
        this.signatures = requireNonNull(signatures);
        this.scorer = requireNonNull(scorer);
    }

    /** Every event of the round, in order, under the base and under the adapter its user has in {@code states}. */
    List<ScoredEvent> score(List<UserSlice> round, UserStates states) {
        List<TrainingEvent> arrivals =
                round.stream().flatMap(turn -> turn.arrivals().stream()).toList();
        List<Signature> taken = signatures.of(
                arrivals.stream().map(arrival -> arrival.event().example()).toList());
        List<Loss> own = scorer.losses(ownRows(round, states));
        List<ScoredEvent> scored = new ArrayList<>();
        int nextOwn = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            long version = states.of(arrivals.get(i).user()).version();
            Double loss = version == 0 ? null : (Double) own.get(nextOwn++).mean();
            scored.add(new ScoredEvent(arrivals.get(i), taken.get(i), loss, version));
        }
        return scored;
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

    private static List<ScoringRow> ownRows(List<UserSlice> round, UserStates states) {
        List<ScoringRow> rows = new ArrayList<>();
        for (UserSlice turn : round) {
            if (states.of(turn.user()).own() != null) {
                Adapter adapter = states.adapter(turn.user()).adapter();
                turn.arrivals()
                        .forEach(arrival ->
                                rows.add(new ScoringRow(arrival.event().example(), adapter)));
            }
        }
        return rows;
    }
}
