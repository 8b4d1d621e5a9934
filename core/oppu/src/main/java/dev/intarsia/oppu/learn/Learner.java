package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.UpdateSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trains on a batch of events, round by round. A user's result follows from the user's own sequence alone: it does not
 * depend on how the sequence is split into batches or on the other users in them.
 */
public final class Learner implements AutoCloseable {
    private final @Nullable Scoring scoring;
    private final Updates updates;
    private final UpdateSchedule schedule;
    private final int window;

    /**
     * @param scoring and {@code updates} are closed with this; null where nobody asks for events' losses and signatures
     * @param window how many of a user's newest events are held to be trained on again
     */
    public Learner(@Nullable Scoring scoring, Updates updates, UpdateSchedule schedule, int window) {
        this.scoring = scoring;
        this.updates = requireNonNull(updates);
        this.schedule = requireNonNull(schedule);
        this.window = window;
    }

    /**
     * A learner that follows a recipe.
     *
     * @param model left open
     * @param reference what an update must not unlearn
     */
    public static Learner of(Recipe recipe, LanguageModel model, ReferenceSet reference) {
        return of(
                recipe,
                model,
                reference,
                new Scoring(
                        SignatureSource.of(model, recipe.gates().kind(), recipe.sketch()),
                        new Scorer(model),
                        model.workers(),
                        recipe.ownLossShare()),
                update -> {});
    }

    /**
     * A learner that makes the same adapters as {@link #of} and nothing else: it scores no event.
     *
     * @param model left open
     * @param trained told of every update before it is trained
     */
    public static Learner ofAdapters(
            Recipe recipe, LanguageModel model, ReferenceSet reference, Consumer<UserUpdate> trained) {
        return of(recipe, model, reference, null, trained);
    }

    /**
     * A learner that tells which versions, with which lineages, {@link #of} would make if it dropped none: it trains
     * nothing and needs no model.
     *
     * @param provenance what the versions are made by
     */
    public static Learner ofLineages(Recipe recipe, Provenance provenance) {
        return new Learner(null, new LineageUpdates(recipe.planner(), provenance), recipe.schedule(), recipe.window());
    }

    private static Learner of(
            Recipe recipe,
            LanguageModel model,
            ReferenceSet reference,
            @Nullable Scoring scoring,
            Consumer<UserUpdate> trained) {
        return new Learner(
                scoring,
                new Updating(
                        new SteppedTraining(
                                new FusedTrainer(model, recipe.training()),
                                recipe.planner().steps(),
                                Scorer.independent(model),
                                trained),
                        model.layout(),
                        recipe.planner(),
                        new BoundsCheck(new Scorer(model), recipe.bounds()),
                        new UpdateValidator(new Scorer(model), recipe.guard(), reference),
                        recipe.keepsMoments(),
                        new Provenance(RecipeFingerprint.of(recipe, model.layout(), reference), model.fingerprint())),
                recipe.schedule(),
                recipe.window());
    }

    /**
     * Scores and learns.
     *
     * @param arrivals each user's in the order of the log
     * @param overlay where the users stand; their next states are put there
     * @param mayOwn who gets an own adapter
     */
    public BatchResult learn(List<TrainingEvent> arrivals, StateOverlay overlay, Predicate<String> mayOwn) {
        return learn(arrivals, overlay, mayOwn, LoadLevel.FULL);
    }

    /**
     * The same under load.
     *
     * @param level how much training updates get
     */
    public BatchResult learn(
            List<TrainingEvent> arrivals, StateOverlay overlay, Predicate<String> mayOwn, LoadLevel level) {
        Rounds rounds = Rounds.of(arrivals, user -> overlay.of(user).history(), schedule, window);
        List<UpdateOutcome> outcomes = new ArrayList<>();
        if (scoring == null) {
            rounds.rounds().forEach(round -> outcomes.addAll(update(round, overlay, mayOwn, level)));
            return new BatchResult(List.of(), outcomes, rounds.duplicates(), 0);
        }
        try (BatchScoring scores = scoring.begin(rounds.rounds())) {
            for (List<UserSlice> round : rounds.rounds()) {
                scores.round(round, overlay);
                outcomes.addAll(update(round, overlay, mayOwn, level));
            }
            List<ScoredEvent> all = scores.scored();
            List<ScoredEvent> finite = all.stream()
                    .filter(event -> Double.isFinite(event.signature().loss()))
                    .toList();
            return new BatchResult(finite, outcomes, rounds.duplicates(), all.size() - finite.size());
        }
    }

    private List<UpdateOutcome> update(
            List<UserSlice> round, StateOverlay overlay, Predicate<String> mayOwn, LoadLevel level) {
        round.forEach(
                slice -> overlay.put(slice.user(), overlay.of(slice.user()).with(slice.after())));
        return update(
                round.stream()
                        .filter(UserSlice::due)
                        .map(UserSlice::user)
                        .filter(mayOwn)
                        .filter(user -> makes(level, overlay.of(user)))
                        .toList(),
                overlay,
                level);
    }

    /**
     * The signatures that {@link #learn} gave these events, up to rounding.
     *
     * @throws IllegalStateException where this learner scores no events
     */
    public List<Signature> signatures(List<TrainingEvent> events) {
        if (scoring == null) {
            throw new IllegalStateException("This learner makes adapters alone; ask one that scores.");
        }
        return events.isEmpty() ? List.of() : scoring.signatures(events);
    }

    private boolean makes(LoadLevel level, UserState user) {
        return level.makes(schedule.due(user.history().length(), user.seen()));
    }

    /**
     * Updates users at once with whatever they have not been trained on.
     *
     * @param level how much training the updates get
     */
    public List<UpdateOutcome> update(List<String> users, StateOverlay overlay, LoadLevel level) {
        List<UpdateOutcome> outcomes = updates.update(users, overlay, level);
        for (UpdateOutcome outcome : outcomes) {
            if (outcome instanceof UpdateOutcome.Published published) {
                overlay.put(
                        published.user(), overlay.of(published.user()).with(published.standing()), published.state());
            }
        }
        return outcomes;
    }

    @Override
    public void close() {
        if (scoring != null) {
            scoring.close();
        }
        updates.close();
    }
}
