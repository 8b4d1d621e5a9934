package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
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
    private final FusedTrainer trainer;
    private final AdapterLayout layout;
    private final UpdatePlanner planner;
    private final BoundsCheck bounds;
    private final UpdateValidator validator;
    private final boolean keepsMoments;
    private final Provenance provenance;
    private final Consumer<UserUpdate> trained;
    private final @Nullable BeneathSource beneath;

    /** An update from where it begins: the whole adapter, and of it what its user's state holds, on top of {@code beneath}. */
    private record Started(
            PlannedUpdate update,
            AdapterState whole,
            AdapterState held,
            @Nullable Beneath beneath) {}

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
        this(trainer, layout, planner, bounds, validator, keepsMoments, provenance, update -> {}, null);
    }

    /**
     * @param trained told of every update before it is trained
     * @param beneath what residuals are on top of; null for own adapters
     */
    Updating(
            FusedTrainer trainer,
            AdapterLayout layout,
            UpdatePlanner planner,
            BoundsCheck bounds,
            UpdateValidator validator,
            boolean keepsMoments,
            Provenance provenance,
            Consumer<UserUpdate> trained,
            @Nullable BeneathSource beneath) {
        this.trainer = requireNonNull(trainer);
        this.layout = requireNonNull(layout);
        this.planner = requireNonNull(planner);
        this.bounds = requireNonNull(bounds);
        this.validator = requireNonNull(validator);
        this.keepsMoments = keepsMoments;
        this.provenance = requireNonNull(provenance);
        this.trained = requireNonNull(trained);
        this.beneath = beneath;
    }

    /**
     * Updates that follow a recipe.
     *
     * @param model left open
     * @param fingerprint of the recipe
     * @param trained told of every update before it is trained
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
                new FusedTrainer(model, recipe.training()),
                model.layout(),
                recipe.planner(),
                new BoundsCheck(new Scorer(model), recipe.bounds()),
                new UpdateValidator(new Scorer(model), recipe.guard(), reference),
                recipe.keepsMoments(),
                new Provenance(fingerprint, model.fingerprint()),
                trained,
                beneath);
    }

    @Override
    public List<UpdateOutcome> update(List<String> users, UserStates states, LoadLevel level) {
        List<PlannedUpdate> planned = PlannedUpdate.of(users, states, planner, level);
        if (planned.isEmpty()) {
            return List.of();
        }
        List<Started> started =
                planned.stream().map(update -> start(update, states)).toList();
        List<UserUpdate> work =
                started.stream().map(one -> one.update().work(one.whole())).toList();
        work.forEach(trained);
        List<AdapterState> results = trainer.train(work);
        List<UpdateCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < started.size(); i++) {
            candidates.add(candidate(started.get(i), results.get(i)));
        }
        List<Optional<HoldReason>> held = bounds.check(candidates);
        Iterator<Optional<UpdateOutcome>> dropped = validator
                .judge(IntStream.range(0, candidates.size())
                        .filter(i -> held.get(i).isEmpty())
                        .mapToObj(candidates::get)
                        .toList())
                .iterator();
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < started.size(); i++) {
            Started update = started.get(i);
            AdapterState result = results.get(i);
            outcomes.add(
                    held.get(i).isPresent()
                            ? held(update, held.get(i).get())
                            : dropped.next().orElseGet(() -> published(update, result)));
        }
        return outcomes;
    }

    private Started start(PlannedUpdate update, UserStates states) {
        if (beneath == null) {
            AdapterState start = update.start(states, layout);
            return new Started(update, start, start, null);
        }
        Beneath under = beneath.of(update.user());
        AdapterState residual = update.residual(states, under);
        return new Started(update, update.whole(residual, states, under), residual, under);
    }

    private UpdateOutcome held(Started started, HoldReason reason) {
        PlannedUpdate update = started.update();
        AdapterState state = started.held();
        return new UpdateOutcome.Published(
                update.user(),
                update.held(reason, state.adapter().digest(), provenance).on(base(started)),
                state);
    }

    private static UpdateCandidate candidate(Started started, AdapterState result) {
        PlannedUpdate update = started.update();
        UserState before = update.state();
        boolean fromBase = before.own() == null && started.beneath() == null;
        return new UpdateCandidate(
                update.user(),
                update.plan().version(),
                before.history(),
                update.plan().from(),
                update.plan().seen(),
                fromBase ? null : started.whole().adapter(),
                result);
    }

    private UpdateOutcome published(Started started, AdapterState trained) {
        Beneath under = started.beneath();
        Adapter result = under == null ? trained.adapter() : under.residualOf(trained.adapter());
        AdapterState state = keepsMoments && under == null ? trained : AdapterState.start(result);
        PlannedUpdate update = started.update();
        return new UpdateOutcome.Published(
                update.user(),
                update.version(state.adapter().digest(), provenance).on(base(started)),
                state);
    }

    private static @Nullable AssembledBase base(Started started) {
        return started.beneath() == null ? null : started.beneath().base();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
