package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.UpdatePlanner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the due updates of many users in one fused run of the trainer. */
public final class Updating implements Updates {
    private final SteppedTraining training;
    private final AdapterLayout layout;
    private final UpdatePlanner planner;
    private final BoundsCheck bounds;
    private final UpdateValidator validator;
    private final boolean keepsMoments;
    private final HistoryExamples examples;
    private final Provenance provenance;
    private final @Nullable BeneathSource beneath;

    /**
     * @param training closed with this
     * @param keepsMoments whether an update goes on with the optimizer state of the one before
     * @param examples what is trained on of events
     * @param provenance what the versions are made by
     * @param beneath what residuals are on top of; null for own adapters
     */
    Updating(
            SteppedTraining training,
            AdapterLayout layout,
            UpdatePlanner planner,
            BoundsCheck bounds,
            UpdateValidator validator,
            boolean keepsMoments,
            HistoryExamples examples,
            Provenance provenance,
            @Nullable BeneathSource beneath) {
        this.training = requireNonNull(training);
        this.layout = requireNonNull(layout);
        this.planner = requireNonNull(planner);
        this.bounds = requireNonNull(bounds);
        this.validator = requireNonNull(validator);
        this.keepsMoments = keepsMoments;
        this.examples = requireNonNull(examples);
        this.provenance = requireNonNull(provenance);
        this.beneath = beneath;
    }

    /**
     * Updates that follow a recipe.
     *
     * @param model left open
     * @param fingerprint of the recipe
     * @param trained told of everything before it is trained
     * @param beneath what residuals are on top of; null for own adapters
     */
    static Updating of(
            Recipe recipe,
            LanguageModel model,
            ReferenceSet reference,
            String fingerprint,
            Consumer<UserUpdate> trained,
            @Nullable BeneathSource beneath) {
        return new Updating(
                new SteppedTraining(
                        new FusedTrainer(model, recipe.training()),
                        recipe.planner().steps(),
                        trained),
                model.layout(),
                recipe.planner(),
                new BoundsCheck(new Scorer(model), recipe.bounds()),
                new UpdateValidator(new Scorer(model), recipe.guard(), reference),
                recipe.keepsMoments(),
                new HistoryExamples(recipe.knowledge()),
                new Provenance(fingerprint, model.fingerprint()),
                beneath);
    }

    @Override
    public List<UpdateOutcome> update(List<String> users, UserStates states, LoadLevel level) {
        List<PlannedUpdate> planned = PlannedUpdate.of(users, states, planner, examples, level);
        if (planned.isEmpty()) {
            return List.of();
        }
        List<StartedUpdate> started =
                planned.stream().map(update -> start(update, states)).toList();
        List<UpdateCandidate> candidates = training.train(started);
        List<Optional<HoldReason>> outOfBounds = bounds.check(candidates);
        List<Optional<HoldReason>> held = new ArrayList<>();
        for (int i = 0; i < started.size(); i++) {
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
        for (int i = 0; i < started.size(); i++) {
            StartedUpdate update = started.get(i);
            UpdateCandidate candidate = candidates.get(i);
            boolean released = outOfBounds.get(i).isPresent();
            outcomes.add(
                    held.get(i).isPresent()
                            ? held(update, held.get(i).get(), candidate)
                            : dropped.next().orElseGet(() -> published(update, candidate, released)));
        }
        return outcomes;
    }

    private StartedUpdate start(PlannedUpdate update, UserStates states) {
        if (beneath == null) {
            AdapterState start = update.start(states, layout);
            return new StartedUpdate(update, start, start, null);
        }
        Beneath under = beneath.of(update.user());
        AdapterState residual = update.residual(states, under);
        return new StartedUpdate(update, update.whole(residual, states, under), residual, under);
    }

    private UpdateOutcome held(StartedUpdate started, HoldReason reason, UpdateCandidate candidate) {
        PlannedUpdate update = started.update();
        AdapterState state = started.held();
        return new UpdateOutcome.Published(
                update.user(),
                update.held(reason, state.adapter().digest(), provenance).on(started.base()),
                state,
                update.byEvent(candidate.losses().get(0)),
                null);
    }

    private UpdateOutcome published(StartedUpdate started, UpdateCandidate candidate, boolean released) {
        AdapterState trained = candidate.state();
        Beneath under = started.beneath();
        Adapter result = under == null ? trained.adapter() : under.residualOf(trained.adapter());
        AdapterState state = keepsMoments && under == null ? trained : AdapterState.start(result);
        PlannedUpdate update = started.update();
        DriftRule.Verdict verdict =
                update.judge(planner.drift(), candidate.losses().get(0));
        return new UpdateOutcome.Published(
                update.user(),
                update.version(state.adapter().digest(), provenance, released)
                        .on(started.base())
                        .with(verdict.trend()),
                state,
                update.byEvent(candidate.losses().get(0)),
                verdict.drift().orElse(null));
    }

    @Override
    public void close() {
        training.close();
    }
}
