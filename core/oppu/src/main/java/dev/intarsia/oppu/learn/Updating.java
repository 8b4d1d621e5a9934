package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdatePlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the due updates of many users in one fused run of the trainer. */
public final class Updating implements AutoCloseable {
    private final FusedTrainer trainer;
    private final AdapterLayout layout;
    private final UpdatePlanner planner;
    private final UpdateValidator validator;
    private final boolean keepsMoments;
    private final Consumer<UserUpdate> trained;

    /**
     * @param trainer closed with this
     * @param keepsMoments whether an update goes on with the optimizer state of the one before
     */
    public Updating(
            FusedTrainer trainer,
            AdapterLayout layout,
            UpdatePlanner planner,
            UpdateValidator validator,
            boolean keepsMoments) {
        this(trainer, layout, planner, validator, keepsMoments, update -> {});
    }

    /** @param trained told of every update before it is trained */
    Updating(
            FusedTrainer trainer,
            AdapterLayout layout,
            UpdatePlanner planner,
            UpdateValidator validator,
            boolean keepsMoments,
            Consumer<UserUpdate> trained) {
        this.trainer = requireNonNull(trainer);
        this.layout = requireNonNull(layout);
        this.planner = requireNonNull(planner);
        this.validator = requireNonNull(validator);
        this.keepsMoments = keepsMoments;
        this.trained = requireNonNull(trained);
    }

    /** One update of one user, planned. */
    private record Planned(
            String user, UserState state, @Nullable AdapterState standing, UpdatePlan plan) {
        UpdateCandidate trained(AdapterState result) {
            return new UpdateCandidate(
                    user, plan.version(), state.history(), standing == null ? null : standing.adapter(), result);
        }
    }

    /** Updates every user who has new events, in the order given. */
    List<UpdateOutcome> update(List<String> users, UserStates states) {
        List<Planned> planned =
                users.stream().flatMap(user -> plan(user, states).stream()).toList();
        if (planned.isEmpty()) {
            return List.of();
        }
        List<UserUpdate> work = planned.stream().map(this::work).toList();
        work.forEach(trained);
        List<AdapterState> results = trainer.train(work);
        List<UpdateCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            candidates.add(planned.get(i).trained(results.get(i)));
        }
        List<Optional<UpdateOutcome>> dropped = validator.judge(candidates);
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            Planned update = planned.get(i);
            AdapterState result = results.get(i);
            outcomes.add(dropped.get(i).orElseGet(() -> published(update, result)));
        }
        return outcomes;
    }

    private Optional<Planned> plan(String user, UserStates states) {
        UserState state = states.of(user);
        return planner.plan(user, state.newestVersion() + 1, state.history(), state.seen())
                .map(plan -> new Planned(user, state, state.own() == null ? null : states.adapter(user), plan));
    }

    private UserUpdate work(Planned update) {
        History history = update.state().history();
        List<List<Example>> steps = update.plan().steps().stream()
                .map(step -> step.stream()
                        .map(number -> history.event(number).example())
                        .toList())
                .toList();
        AdapterState start = update.standing() == null ? AdapterState.zero(layout) : update.standing();
        return new UserUpdate(start, steps, update.plan().seed());
    }

    private UpdateOutcome published(Planned update, AdapterState trained) {
        AdapterState state = keepsMoments ? trained : AdapterState.start(trained.adapter());
        HistoryEvent last = update.state().history().event(update.plan().seen() - 1);
        AdapterVersion standing = new AdapterVersion(
                update.plan().version(),
                update.state().version(),
                update.plan().seen(),
                last.eventId(),
                last.ingestedAt(),
                state.adapter().digest());
        return new UpdateOutcome.Published(update.user(), standing, state);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
