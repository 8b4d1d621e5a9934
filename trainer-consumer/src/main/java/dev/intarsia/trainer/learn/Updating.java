package dev.intarsia.trainer.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.trainer.history.EncodedEvent;
import dev.intarsia.trainer.history.History;
import dev.intarsia.trainer.update.HeldOutGuard;
import dev.intarsia.trainer.update.UpdatePlan;
import dev.intarsia.trainer.update.UpdatePlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the due updates of many users in one fused run of the trainer, and judges each result. */
public final class Updating implements AutoCloseable {
    private final FusedTrainer trainer;
    private final Scorer scorer;
    private final AdapterLayout layout;
    private final UpdatePlanner planner;
    private final HeldOutGuard guard;
    private final boolean keepsMoments;

    /**
     * @param trainer closed with this
     * @param keepsMoments whether an update goes on with the optimizer state of the one before
     */
    public Updating(
            FusedTrainer trainer,
            Scorer scorer,
            AdapterLayout layout,
            UpdatePlanner planner,
            HeldOutGuard guard,
            boolean keepsMoments) {
        this.trainer = requireNonNull(trainer);
        this.scorer = requireNonNull(scorer);
        this.layout = requireNonNull(layout);
        this.planner = requireNonNull(planner);
        this.guard = requireNonNull(guard);
        this.keepsMoments = keepsMoments;
    }

    /** One update of one user, planned. */
    private record Planned(
            String user, UserState state, @Nullable AdapterState standing, UpdatePlan plan) {}

    /** Updates every user who has new events, in the order given. */
    List<UpdateOutcome> update(List<String> users, UserStates states) {
        List<Planned> planned =
                users.stream().flatMap(user -> plan(user, states).stream()).toList();
        if (planned.isEmpty()) {
            return List.of();
        }
        List<AdapterState> candidates =
                trainer.train(planned.stream().map(this::work).toList());
        List<Boolean> finite = candidates.stream().map(Updating::finite).toList();
        List<double[]> heldOut = guard.on() ? heldOutLosses(planned, candidates) : List.of();
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            Planned update = planned.get(i);
            long version = update.plan().version();
            if (!finite.get(i)) {
                outcomes.add(new UpdateOutcome.NotFinite(update.user(), version));
            } else if (guard.on() && !guard.accepts(heldOut.get(i)[0], heldOut.get(i)[1])) {
                outcomes.add(new UpdateOutcome.Worse(update.user(), version, heldOut.get(i)[0], heldOut.get(i)[1]));
            } else {
                outcomes.add(published(update, candidates.get(i)));
            }
        }
        return outcomes;
    }

    @Override
    public void close() {
        trainer.close();
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

    /** For each update the mean loss of what stands and of the candidate on the events held out. */
    private List<double[]> heldOutLosses(List<Planned> planned, List<AdapterState> candidates) {
        List<ScoringRow> rows = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            AdapterState standing = planned.get(i).standing();
            List<Example> examples = heldOut(planned.get(i));
            Adapter before = standing == null ? null : standing.adapter();
            Adapter after = candidates.get(i).adapter();
            examples.forEach(example -> rows.add(new ScoringRow(example, before)));
            examples.forEach(example -> rows.add(new ScoringRow(example, after)));
        }
        List<Loss> losses = scorer.losses(rows);
        List<double[]> means = new ArrayList<>();
        for (int at = 0; at < losses.size(); at += 2 * guard.holdout()) {
            int middle = at + guard.holdout();
            means.add(new double[] {
                mean(losses.subList(at, middle)), mean(losses.subList(middle, middle + guard.holdout()))
            });
        }
        return means;
    }

    private List<Example> heldOut(Planned update) {
        History history = update.state().history();
        List<Example> examples = new ArrayList<>();
        for (long number = history.length() - guard.holdout(); number < history.length(); number++) {
            examples.add(history.event(number).example());
        }
        return examples;
    }

    private static double mean(List<Loss> losses) {
        return losses.stream().mapToDouble(Loss::mean).average().orElseThrow();
    }

    private static boolean finite(AdapterState state) {
        return state.adapter().values().finite()
                && state.firstMoment().finite()
                && state.secondMoment().finite();
    }

    private UpdateOutcome published(Planned update, AdapterState trained) {
        AdapterState state = keepsMoments ? trained : AdapterState.start(trained.adapter());
        EncodedEvent last = update.state().history().event(update.plan().seen() - 1);
        Standing standing = new Standing(
                update.plan().version(),
                update.state().version(),
                update.plan().seen(),
                last.eventId(),
                last.ingestedAt(),
                state.adapter().digest());
        return new UpdateOutcome.Published(update.user(), standing, state);
    }
}
