package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.TrainedUpdate;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdateSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the due updates of many users in fused runs. Beyond the steps that an update takes in any case, it is trained a few
 * steps at a time, until its new events' loss at the last step is low enough, or all its steps are taken.
 */
final class SteppedTraining implements AutoCloseable {
    private final FusedTrainer trainer;
    private final UpdateSteps steps;
    private final Consumer<UserUpdate> trained;

    /**
     * @param trainer closed with this
     * @param trained told of everything before it is trained
     */
    SteppedTraining(FusedTrainer trainer, UpdateSteps steps, Consumer<UserUpdate> trained) {
        this.trainer = requireNonNull(trainer);
        this.steps = requireNonNull(steps);
        this.trained = requireNonNull(trained);
    }

    /**
     * An update on its way.
     *
     * @param code of the answers of its new events
     * @param losses of each step taken, those of its events in the order of the plan
     */
    private record Run(
            StartedUpdate started, UserUpdate work, AnswerCode code, AdapterState now, List<float[]> losses) {
        static Run of(StartedUpdate started) {
            PlannedUpdate update = started.update();
            UserUpdate work = update.work(started.whole());
            AnswerCode code = new AnswerCode(
                    update.state().history(),
                    update.plan().from(),
                    update.plan().seen());
            return new Run(started, work, code, work.start(), List.of());
        }

        UpdatePlan plan() {
            return started.update().plan();
        }

        int taken() {
            return losses.size();
        }

        /** The steps that are taken in any case, then so many at a time. */
        UserUpdate next(int more) {
            int end = taken() == 0 ? plan().least() : Math.min(work.steps().size(), taken() + more);
            return new UserUpdate(now, work.steps().subList(taken(), end), work.seed() + taken(), work.rate());
        }

        Run after(TrainedUpdate trained) {
            List<float[]> all = new ArrayList<>(losses);
            all.addAll(trained.losses());
            return new Run(started, work, code, trained.state(), all);
        }

        /** Whether more of its steps are taken. */
        boolean worthMore(double margin) {
            int last = taken() - 1;
            if (taken() == work.steps().size()) {
                return false;
            }
            double excess = code.excess(work.steps().get(last), fresh(last));
            return excess > margin && excess < Double.POSITIVE_INFINITY;
        }

        /** The losses of a step's new events, which come first in it. */
        float[] fresh(int step) {
            long count = plan().steps().get(step).stream()
                    .filter(event -> event >= plan().from())
                    .count();
            return Arrays.copyOf(losses.get(step), (int) count);
        }

        UpdateCandidate candidate() {
            return started.candidate(
                    now, IntStream.range(0, taken()).mapToObj(this::fresh).toList());
        }
    }

    /** What each update comes to. */
    List<UpdateCandidate> train(List<StartedUpdate> started) {
        Run[] runs = new Run[started.size()];
        List<Integer> active = new ArrayList<>();
        for (int i = 0; i < runs.length; i++) {
            runs[i] = Run.of(started.get(i));
            active.add(i);
        }
        while (!active.isEmpty()) {
            List<UserUpdate> next =
                    active.stream().map(i -> runs[i].next(steps.steps())).toList();
            next.forEach(trained);
            List<TrainedUpdate> results = trainer.measured(next);
            for (int i = 0; i < next.size(); i++) {
                runs[active.get(i)] = runs[active.get(i)].after(results.get(i));
            }
            active = active.stream()
                    .filter(i -> runs[i].worthMore(steps.margin()))
                    .toList();
        }
        return List.of(runs).stream().map(Run::candidate).toList();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
