package dev.intarsia.replay.learning;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.metric.ScaleError;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Answering;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks what users answered, under any adapters. Answers are taken as replay and gateway take them. */
public final class Exam {
    private final ReplayModel model;
    private final Answering answering;
    private final List<Seat> seats = new ArrayList<>();

    /** A question, who is asked, and where the score goes. */
    private record Seat(RecordedEvent event, @Nullable Adapter adapter, Scores scores, int position) {}

    /** @throws IllegalArgumentException where the task is answered with text */
    public Exam(ReplayModel model) {
        if (model.task().labels().isEmpty()) {
            throw new IllegalArgumentException("Task " + model.task().name() + " is answered with text; learning is"
                    + " measured on tasks with labels or a scale.");
        }
        this.model = model;
        this.answering = new Answering(model, new FlopMeter());
    }

    /**
     * Adds a question; one whose answer is no label is not asked.
     *
     * @param adapter null for the base model
     * @param position in {@code scores}, where its score goes
     */
    public void add(RecordedEvent event, @Nullable Adapter adapter, Scores scores, int position) {
        if (model.task().labels().contains(event.output())) {
            seats.add(new Seat(event, adapter, scores, position));
        }
    }

    /** Asks all questions that were added, and forgets them. */
    public void ask() {
        List<Question> questions = new ArrayList<>();
        List<PromptRow> rows = new ArrayList<>();
        for (Seat seat : seats) {
            questions.add(Question.of(seat.event()));
            rows.add(new PromptRow(answering.prompt(seat.event().input(), List.of(), null), seat.adapter()));
        }
        List<Reply> replies = answering.replies(questions, rows);
        for (int i = 0; i < replies.size(); i++) {
            Seat seat = seats.get(i);
            double p = requireNonNull(replies.get(i).probabilities())
                    .get(model.task().labels().indexOf(seat.event().output()));
            seat.scores()
                    .put(
                            seat.position(),
                            error(seat.event(), replies.get(i)),
                            -Math.log(Math.max(p, Double.MIN_NORMAL)));
        }
        seats.clear();
    }

    private double error(RecordedEvent event, Reply reply) {
        return model.task().answer() instanceof Answer.Scale scale
                ? new ScaleError(scale).of(Double.parseDouble(event.output()), reply.answer())
                : reply.answer().equals(event.output()) ? 0 : 1;
    }
}
