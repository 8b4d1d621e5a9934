package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdatePlanner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes the due updates of many users in one fused run of the trainer. */
public final class Updating implements Updates {
    private final FusedTrainer trainer;
    private final AdapterLayout layout;
    private final UpdatePlanner planner;
    private final BoundsCheck bounds;
    private final UpdateValidator validator;
    private final boolean keepsMoments;
    private final Provenance provenance;
    private final Consumer<UserUpdate> trained;

    /**
     * @param trainer closed with this
     * @param keepsMoments whether an update goes on with the optimizer state of the one before
     * @param provenance what the versions are made by
     */
    public Updating(
            FusedTrainer trainer,
            AdapterLayout layout,
            UpdatePlanner planner,
            BoundsCheck bounds,
            UpdateValidator validator,
            boolean keepsMoments,
            Provenance provenance) {
        this(trainer, layout, planner, bounds, validator, keepsMoments, provenance, update -> {});
    }

    /** @param trained told of every update before it is trained */
    Updating(
            FusedTrainer trainer,
            AdapterLayout layout,
            UpdatePlanner planner,
            BoundsCheck bounds,
            UpdateValidator validator,
            boolean keepsMoments,
            Provenance provenance,
            Consumer<UserUpdate> trained) {
        this.trainer = requireNonNull(trainer);
        this.layout = requireNonNull(layout);
        this.planner = requireNonNull(planner);
        this.bounds = requireNonNull(bounds);
        this.validator = requireNonNull(validator);
        this.keepsMoments = keepsMoments;
        this.provenance = requireNonNull(provenance);
        this.trained = requireNonNull(trained);
    }

    @Override
    public List<UpdateOutcome> update(List<String> users, UserStates states, LoadLevel level) {
        List<PlannedUpdate> planned = PlannedUpdate.of(users, states, planner, level);
        if (planned.isEmpty()) {
            return List.of();
        }
        List<UserUpdate> work = planned.stream()
                .map(update -> update.work(update.start(states, layout)))
                .toList();
        work.forEach(trained);
        List<AdapterState> results = trainer.train(work);
        List<UpdateCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            candidates.add(candidate(planned.get(i), work.get(i).start(), results.get(i)));
        }
        List<Optional<HoldReason>> outOfBounds = bounds.check(candidates);
        List<Optional<HoldReason>> held = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            // What no reader takes stays held also where a person lets the user go on.
            boolean released = states.released(planned.get(i).user())
                    && candidates.get(i).finite()
                    && candidates.get(i).readable();
            held.add(outOfBounds.get(i).filter(reason -> !released));
        }
        Iterator<Optional<UpdateOutcome>> dropped = validator
                .judge(IntStream.range(0, candidates.size())
                        .filter(i -> held.get(i).isEmpty())
                        .mapToObj(candidates::get)
                        .toList())
                .iterator();
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            PlannedUpdate update = planned.get(i);
            AdapterState start = work.get(i).start();
            AdapterState result = results.get(i);
            boolean released = outOfBounds.get(i).isPresent();
            outcomes.add(
                    held.get(i).isPresent()
                            ? held(update, held.get(i).get(), start)
                            : dropped.next().orElseGet(() -> published(update, result, released)));
        }
        return outcomes;
    }

    private UpdateOutcome held(PlannedUpdate update, HoldReason reason, AdapterState start) {
        return new UpdateOutcome.Published(
                update.user(), update.held(reason, start.adapter().digest(), provenance), start);
    }

    private static UpdateCandidate candidate(PlannedUpdate update, AdapterState start, AdapterState result) {
        UserState before = update.state();
        return new UpdateCandidate(
                update.user(),
                update.plan().version(),
                before.history(),
                update.plan().from(),
                update.plan().seen(),
                before.own() == null ? null : start.adapter(),
                result);
    }

    private UpdateOutcome published(PlannedUpdate update, AdapterState trained, boolean released) {
        AdapterState state = keepsMoments ? trained : AdapterState.start(trained.adapter());
        return new UpdateOutcome.Published(
                update.user(), update.version(state.adapter().digest(), provenance, released), state);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
