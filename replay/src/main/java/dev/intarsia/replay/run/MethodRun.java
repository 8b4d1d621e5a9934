package dev.intarsia.replay.run;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.ProtocolStep;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one method through a plan. */
final class MethodRun {
    private final Method method;
    private final Task task;
    private final Plan plan;
    private final List<ProtocolStep> ticks;
    private final Map<String, Long> earlier = new HashMap<>();
    private Spending spending = new Spending();
    private int next;

    MethodRun(Method method, Task task, Plan plan) {
        this.method = requireNonNull(method);
        this.task = requireNonNull(task);
        this.plan = requireNonNull(plan);
        ticks = plan.ticks();
    }

    /**
     * Gets ready for the first tick.
     *
     * @param from where an earlier run stopped, or null at the beginning
     */
    void begin(RunCheckpoint.@Nullable Current from, Progress progress) throws IOException {
        Stopwatch watch = Stopwatch.of(method);
        method.prepare(plan.population(), progress);
        if (from == null) {
            spending.prepared(watch.work().and(method.borrowed()));
            return;
        }
        spending = from.spending();
        next = from.ticks();
        List<RecordedEvent> learned = ticks.subList(0, next).stream()
                .flatMap(tick -> tick.learned().stream())
                .toList();
        learned.forEach(this::count);
        method.restore(learned, new DataInputStream(new ByteArrayInputStream(from.state())));
    }

    boolean done() {
        return next == ticks.size();
    }

    /** The next tick: learns, then asks. */
    List<Prediction> tick() {
        ProtocolStep tick = ticks.get(next++);
        if (!tick.learned().isEmpty()) {
            Stopwatch watch = Stopwatch.of(method);
            method.learn(tick.learned());
            spending.learned(watch.work(), tick.learned().size());
            tick.learned().forEach(this::count);
        }
        return tick.asked().isEmpty() ? List.of() : ask(tick.asked());
    }

    private List<Prediction> ask(List<RecordedEvent> asked) {
        List<Question> questions = asked.stream().map(Question::of).toList();
        Stopwatch watch = Stopwatch.of(method);
        List<Reply> replies = method.answer(questions);
        spending.answered(watch.work(), questions.size());
        if (replies.size() != questions.size()) {
            throw new IllegalStateException(
                    method.name() + " gave " + replies.size() + " answers to " + questions.size() + " questions.");
        }
        List<Double> nlls = task.labels().isEmpty()
                ? method.nll(
                        questions, asked.stream().map(RecordedEvent::output).toList())
                : List.of();
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            predictions.add(prediction(asked.get(i), replies.get(i), nlls.isEmpty() ? null : nlls.get(i)));
        }
        return predictions;
    }

    private Prediction prediction(RecordedEvent asked, Reply reply, @Nullable Double given) {
        List<Double> probabilities = reply.probabilities();
        Double nll = given;
        if (probabilities != null) {
            nll = Rounded.of(
                    -Math.log(Math.max(probabilities.get(task.labels().indexOf(asked.output())), Double.MIN_NORMAL)));
        }
        return new Prediction(
                method.name(),
                asked.user(),
                asked.id(),
                asked.time(),
                earlier.getOrDefault(asked.user(), 0L),
                reply.answer(),
                asked.output(),
                nll,
                probabilities == null
                        ? null
                        : probabilities.stream().map(Rounded::of).toList());
    }

    private void count(RecordedEvent learned) {
        earlier.merge(learned.user(), 1L, Long::sum);
    }

    /** Share of the events and questions that are done. */
    double share() {
        long all = size(ticks);
        return all == 0 ? 1 : (double) size(ticks.subList(0, next)) / all;
    }

    private static long size(List<ProtocolStep> ticks) {
        return ticks.stream()
                .mapToLong(tick -> tick.learned().size() + tick.asked().size())
                .sum();
    }

    double seconds() {
        return spending.seconds();
    }

    RunCheckpoint.Current checkpoint() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        method.save(new DataOutputStream(state));
        return new RunCheckpoint.Current(method.name(), next, spending, state.toByteArray());
    }

    Cost cost() {
        return spending.cost(method.kept(), plan.targets().size());
    }
}
