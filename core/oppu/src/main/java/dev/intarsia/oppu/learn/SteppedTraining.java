package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.update.UpdateSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the due updates of many users in fused runs. Beyond the steps that an update takes in any case, it is trained a few
 * steps at a time, until its new events' loss is low enough or all its steps are taken.
 */
final class SteppedTraining implements AutoCloseable {
    private final FusedTrainer trainer;
    private final UpdateSteps steps;
    private final NewestLosses losses;
    private final Consumer<UserUpdate> trained;

    /**
     * @param trainer closed with this
     * @param trained told of everything before it is trained
     */
    SteppedTraining(FusedTrainer trainer, UpdateSteps steps, Scorer scorer, Consumer<UserUpdate> trained) {
        this.trainer = requireNonNull(trainer);
        this.steps = requireNonNull(steps);
        this.losses = new NewestLosses(scorer);
        this.trained = requireNonNull(trained);
    }

    /** An update on its way. */
    private record Run(StartedUpdate started, UserUpdate work, AdapterState now, int taken) {
        boolean unfinished() {
            return taken < work.steps().size();
        }

        /** The steps that are taken in any case, then so many at a time. */
        UserUpdate next(int more) {
            int end = taken == 0
                    ? started.update().plan().least()
                    : Math.min(work.steps().size(), taken + more);
            return new UserUpdate(now, work.steps().subList(taken, end), work.seed() + taken);
        }

        Run after(AdapterState result, int more) {
            return new Run(started, work, result, taken + more);
        }

        UpdateCandidate candidate() {
            return started.candidate(now);
        }

        /** Which mean loss of its new events is low enough. */
        double enough(UpdateSteps steps) {
            UpdateCandidate candidate = candidate();
            return AnswerCode.enough(candidate.history(), candidate.from(), candidate.seen(), steps);
        }
    }

    /** What each update comes to. */
    List<UpdateCandidate> train(List<StartedUpdate> started) {
        Run[] runs = new Run[started.size()];
        List<Integer> active = new ArrayList<>();
        for (int i = 0; i < runs.length; i++) {
            UserUpdate work = started.get(i).update().work(started.get(i).whole());
            runs[i] = new Run(started.get(i), work, work.start(), 0);
            active.add(i);
        }
        while (!active.isEmpty()) {
            List<UserUpdate> next =
                    active.stream().map(i -> runs[i].next(steps.steps())).toList();
            next.forEach(trained);
            List<AdapterState> results = trainer.train(next);
            for (int i = 0; i < next.size(); i++) {
                int run = active.get(i);
                runs[run] = runs[run].after(results.get(i), next.get(i).steps().size());
            }
            active = worthMore(runs, active);
        }
        return List.of(runs).stream().map(Run::candidate).toList();
    }

    private List<Integer> worthMore(Run[] runs, List<Integer> active) {
        List<Integer> unfinished = active.stream()
                .filter(i -> runs[i].unfinished() && runs[i].candidate().finite())
                .toList();
        List<Double> after = losses.of(
                unfinished.stream().map(i -> runs[i].candidate()).toList(),
                NewestLosses.ALL,
                candidate -> candidate.state().adapter());
        return IntStream.range(0, unfinished.size())
                .filter(i -> after.get(i) > runs[unfinished.get(i)].enough(steps))
                .mapToObj(unfinished::get)
                .toList();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
