package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.ReferenceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Finds candidates that are not to be published, all of a round in one scoring pass for each guard. */
public final class UpdateValidator {
    private final Scorer scorer;
    private final HeldOutGuard guard;
    private final ReferenceSet reference;
    private OptionalDouble baseOnReference = OptionalDouble.empty();

    public UpdateValidator(Scorer scorer, HeldOutGuard guard, ReferenceSet reference) {
        this.scorer = requireNonNull(scorer);
        this.guard = requireNonNull(guard);
        this.reference = requireNonNull(reference);
    }

    /**
     * For each candidate why it is dropped, or nothing.
     *
     * @param candidates whose numbers are finite
     */
    List<Optional<UpdateOutcome>> judge(List<UpdateCandidate> candidates) {
        List<Double> before = guard.on() ? heldOut(candidates, true) : List.of();
        List<Double> after = guard.on() ? heldOut(candidates, false) : List.of();
        List<Double> onReference = reference.examples().isEmpty() ? List.of() : onReference(candidates);
        List<Optional<UpdateOutcome>> verdicts = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            UpdateCandidate candidate = candidates.get(i);
            UpdateOutcome dropped = null;
            if (guard.on() && !guard.accepts(before.get(i), after.get(i))) {
                dropped = new UpdateOutcome.Worse(candidate.user(), candidate.version(), before.get(i), after.get(i));
            } else if (!onReference.isEmpty() && !reference.accepts(baseOnReference(), onReference.get(i))) {
                dropped = new UpdateOutcome.Harmful(
                        candidate.user(), candidate.version(), baseOnReference(), onReference.get(i));
            }
            verdicts.add(Optional.ofNullable(dropped));
        }
        return verdicts;
    }

    /** Mean losses on the events held out, of what stands or of the candidates. */
    private List<Double> heldOut(List<UpdateCandidate> candidates, boolean standing) {
        return MeanLosses.of(
                scorer,
                candidates.stream()
                        .map(candidate -> candidate.rows(
                                candidate.history().length() - guard.holdout(),
                                candidate.history().length(),
                                standing
                                        ? candidate.standing()
                                        : candidate.state().adapter()))
                        .toList());
    }

    private List<Double> onReference(List<UpdateCandidate> candidates) {
        return MeanLosses.of(
                scorer,
                candidates.stream()
                        .map(candidate -> referenceRows(candidate.state().adapter()))
                        .toList());
    }

    private double baseOnReference() {
        if (baseOnReference.isEmpty()) {
            baseOnReference = OptionalDouble.of(
                    MeanLosses.of(scorer, List.of(referenceRows(null))).get(0));
        }
        return baseOnReference.getAsDouble();
    }

    private List<ScoringRow> referenceRows(@Nullable Adapter adapter) {
        return reference.examples().stream()
                .map(example -> new ScoringRow(example, adapter))
                .toList();
    }
}
