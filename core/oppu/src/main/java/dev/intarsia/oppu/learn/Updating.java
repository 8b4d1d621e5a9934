package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdatePlanner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the due updates of many users in one fused run of the trainer. */
public final class Updating implements Updates {
    private final SteppedTraining training;
    private final AdapterLayout layout;
    private final UpdatePlanner planner;
    private final BoundsCheck bounds;
    private final UpdateValidator validator;
    private final boolean keepsMoments;
    private final Provenance provenance;

    /**
     * @param training closed with this
     * @param keepsMoments whether an update goes on with the optimizer state of the one before
     * @param provenance what the versions are made by
     */
    Updating(
            SteppedTraining training,
            AdapterLayout layout,
            UpdatePlanner planner,
            BoundsCheck bounds,
            UpdateValidator validator,
            boolean keepsMoments,
            Provenance provenance) {
        this.training = requireNonNull(training);
        this.layout = requireNonNull(layout);
        this.planner = requireNonNull(planner);
        this.bounds = requireNonNull(bounds);
        this.validator = requireNonNull(validator);
        this.keepsMoments = keepsMoments;
        this.provenance = requireNonNull(provenance);
    }

    @Override
    public List<UpdateOutcome> update(List<String> users, UserStates states, LoadLevel level) {
        List<PlannedUpdate> planned = PlannedUpdate.of(users, states, planner, level);
        if (planned.isEmpty()) {
            return List.of();
        }
        List<AdapterState> starts =
                planned.stream().map(update -> update.start(states, layout)).toList();
        List<UpdateCandidate> candidates = training.train(planned, starts);
        List<Optional<HoldReason>> held = bounds.check(candidates);
        Iterator<Optional<UpdateOutcome>> dropped = validator
                .judge(IntStream.range(0, candidates.size())
                        .filter(i -> held.get(i).isEmpty())
                        .mapToObj(candidates::get)
                        .toList())
                .iterator();
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            PlannedUpdate update = planned.get(i);
            AdapterState start = starts.get(i);
            AdapterState result = candidates.get(i).state();
            outcomes.add(
                    held.get(i).isPresent()
                            ? held(update, held.get(i).get(), start)
                            : dropped.next().orElseGet(() -> published(update, result)));
        }
        return outcomes;
    }

    private UpdateOutcome held(PlannedUpdate update, HoldReason reason, AdapterState start) {
        return new UpdateOutcome.Published(
                update.user(), update.held(reason, start.adapter().digest(), provenance), start);
    }

    private UpdateOutcome published(PlannedUpdate update, AdapterState trained) {
        AdapterState state = keepsMoments ? trained : AdapterState.start(trained.adapter());
        return new UpdateOutcome.Published(
                update.user(), update.version(state.adapter().digest(), provenance), state);
    }

    @Override
    public void close() {
        training.close();
    }
}
