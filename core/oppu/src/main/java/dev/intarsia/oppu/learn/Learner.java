package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
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
    private final @Nullable ResidualTraining residuals;

    /**
     * @param scoring and {@code updates} are closed with this; null where nobody asks for events' losses and signatures
     * @param window how many of a user's newest events are held to be trained on again
     */
    public Learner(@Nullable Scoring scoring, Updates updates, UpdateSchedule schedule, int window) {
        this(scoring, updates, schedule, window, null);
    }

    /** @param residuals how residuals are trained; closed with this; null where nobody has one */
    private Learner(
            @Nullable Scoring scoring,
            Updates updates,
            UpdateSchedule schedule,
            int window,
            @Nullable ResidualTraining residuals) {
        this.scoring = scoring;
        this.updates = requireNonNull(updates);
        this.schedule = requireNonNull(schedule);
        this.window = window;
        this.residuals = residuals;
    }

    /**
     * A learner that follows a recipe.
     *
     * @param model left open
     * @param reference what an update must not unlearn
     */
    public static Learner of(Recipe recipe, LanguageModel model, ReferenceSet reference) {
        return of(recipe, model, reference, update -> {});
    }

    /**
     * The same.
     *
     * @param trained told of every update before it is trained
     */
    public static Learner of(Recipe recipe, LanguageModel model, ReferenceSet reference, Consumer<UserUpdate> trained) {
        Updates own = own(recipe, model, reference, trained);
        return new Learner(scoring(recipe, model), own, recipe.schedule(), recipe.window());
    }

    /**
     * A learner that trains residuals too.
     *
     * @param recipe of own adapters
     * @param residuals the recipe of residuals
     * @param model left open
     * @param reference what an update must not unlearn
     * @param beneath what residuals are on top of
     * @param ownTrained told of every update of an own adapter before it is trained
     * @param residualTrained told of every update of a residual before it is trained
     */
    public static Learner of(
            Recipe recipe,
            Recipe residuals,
            LanguageModel model,
            ReferenceSet reference,
            BeneathSource beneath,
            Consumer<UserUpdate> ownTrained,
            Consumer<UserUpdate> residualTrained) {
        return new Learner(
                scoring(recipe, model),
                own(recipe, model, reference, ownTrained),
                recipe.schedule(),
                recipe.window(),
                residuals(residuals, model, reference, beneath, residualTrained));
    }

    /**
     * A learner that makes the same own adapters and residuals as one that trains both, and nothing else: it scores no event.
     *
     * @param recipe of own adapters
     * @param residuals the recipe of residuals
     * @param model left open
     * @param reference what an update must not unlearn
     * @param beneath what residuals are on top of
     * @param trained told of every update before it is trained
     */
    public static Learner ofAdapters(
            Recipe recipe,
            Recipe residuals,
            LanguageModel model,
            ReferenceSet reference,
            BeneathSource beneath,
            Consumer<UserUpdate> trained) {
        return new Learner(
                null,
                own(recipe, model, reference, trained),
                recipe.schedule(),
                recipe.window(),
                residuals(residuals, model, reference, beneath, trained));
    }

    /**
     * A learner that makes the same adapters as {@link #of} and nothing else: it scores no event.
     *
     * @param model left open
     * @param trained told of every update before it is trained
     */
    public static Learner ofAdapters(
            Recipe recipe, LanguageModel model, ReferenceSet reference, Consumer<UserUpdate> trained) {
        return new Learner(null, own(recipe, model, reference, trained), recipe.schedule(), recipe.window());
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

    private static Scoring scoring(Recipe recipe, LanguageModel model) {
        return new Scoring(SignatureSource.of(model, recipe.gates().kind(), recipe.sketch()), model.workers());
    }

    private static Updates own(
            Recipe recipe, LanguageModel model, ReferenceSet reference, Consumer<UserUpdate> trained) {
        String fingerprint = RecipeFingerprint.of(recipe, model.layout(), reference);
        return Updating.of(recipe, model, reference, fingerprint, trained, null);
    }

    private static ResidualTraining residuals(
            Recipe recipe,
            LanguageModel model,
            ReferenceSet reference,
            BeneathSource beneath,
            Consumer<UserUpdate> trained) {
        String fingerprint = RecipeFingerprint.ofResiduals(recipe, model.layout(), reference);
        return new ResidualTraining(
                Updating.of(recipe, model, reference, fingerprint, trained, beneath), recipe.schedule(), beneath);
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
        return learn(arrivals, overlay, TrainingRule.own(mayOwn), level);
    }

    /**
     * The same where users have adapters of several kinds.
     *
     * @param rule who gets which; residuals for nobody where this learner trains none
     */
    public BatchResult learn(List<TrainingEvent> arrivals, StateOverlay overlay, TrainingRule rule, LoadLevel level) {
        Rounds rounds = Rounds.of(
                arrivals,
                user -> overlay.of(user).history(),
                (user, events) -> schedule(rule.of(user, events)).due(events),
                window);
        List<UpdateOutcome> outcomes = new ArrayList<>();
        if (scoring == null) {
            rounds.rounds().forEach(round -> outcomes.addAll(update(round, overlay, rule, level)));
            return new BatchResult(List.of(), outcomes, rounds.duplicates(), 0);
        }
        try (BatchScoring scores = scoring.begin(rounds.rounds())) {
            for (List<UserSlice> round : rounds.rounds()) {
                scores.before(round, overlay);
                List<UpdateOutcome> updated = update(round, overlay, rule, level);
                scores.after(round, updated);
                outcomes.addAll(updated);
            }
            List<UpdateOutcome> compared = scores.compare(overlay, outcomes);
            List<ScoredEvent> all = scores.scored();
            List<ScoredEvent> finite = all.stream()
                    .filter(event -> Double.isFinite(event.signature().loss()))
                    .toList();
            return new BatchResult(finite, compared, rounds.duplicates(), all.size() - finite.size());
        }
    }

    /** When updates of a kind fall due. */
    private UpdateSchedule schedule(TrainedKind kind) {
        return kind == TrainedKind.RESIDUAL ? required().schedule() : schedule;
    }

    private ResidualTraining required() {
        if (residuals == null) {
            throw new IllegalStateException("This learner trains no residuals; make it with the recipe for them.");
        }
        return residuals;
    }

    private List<UpdateOutcome> update(
            List<UserSlice> round, StateOverlay overlay, TrainingRule rule, LoadLevel level) {
        round.forEach(
                slice -> overlay.put(slice.user(), overlay.of(slice.user()).with(slice.after())));
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (TrainedKind kind : List.of(TrainedKind.OWN, TrainedKind.RESIDUAL)) {
            outcomes.addAll(update(
                    round.stream()
                            .filter(UserSlice::due)
                            .filter(slice -> rule.of(slice.user(), slice.after().length()) == kind)
                            .map(UserSlice::user)
                            .filter(user -> makes(level, overlay.of(user), kind))
                            .toList(),
                    kind,
                    overlay,
                    level));
        }
        return outcomes;
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

    private boolean makes(LoadLevel level, UserState user, TrainedKind kind) {
        return level.makes(schedule(kind).due(user.history().length(), user.seen()));
    }

    /** Whether a user has had enough events for a first update of a kind. */
    public boolean enough(TrainedKind kind, UserState user) {
        return kind != TrainedKind.NOTHING
                && user.history().length() >= schedule(kind).at(1);
    }

    /**
     * Updates own adapters at once with whatever they have not been trained on.
     *
     * @param level how much training the updates get
     */
    public List<UpdateOutcome> update(List<String> users, StateOverlay overlay, LoadLevel level) {
        return update(users, TrainedKind.OWN, overlay, level);
    }

    /**
     * Updates users at once with whatever they have not been trained on.
     *
     * @param kind of what is trained
     * @param level how much training the updates get
     */
    public List<UpdateOutcome> update(List<String> users, TrainedKind kind, StateOverlay overlay, LoadLevel level) {
        if (users.isEmpty() || kind == TrainedKind.NOTHING) {
            return List.of();
        }
        List<UpdateOutcome> outcomes = kind == TrainedKind.RESIDUAL
                ? required().updates().update(users, overlay, level)
                : updates.update(users, new WithoutResiduals(overlay), level);
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
        if (residuals != null) {
            residuals.updates().close();
        }
    }
}
