package dev.intarsia.replay.sweep;

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
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks what users answered, under any adapters, and scores the replies. Answers are taken as replay and gateway take them.
 */
public final class LabelExam {
    private final ReplayModel model;
    private final Answering answering;

    /**
     * @param measured what is measured by it, for the message
     * @throws IllegalArgumentException where the task is answered with text
     */
    public LabelExam(ReplayModel model, String measured) {
        if (model.task().labels().isEmpty()) {
            throw new IllegalArgumentException("Task " + model.task().name() + " is answered with text; " + measured
                    + " is measured on tasks with labels or a scale.");
        }
        this.model = model;
        this.answering = new Answering(model, new FlopMeter());
    }

    /** A question with its true answer, encoded once. */
    public static final class Item {
        private final Question question;
        private final int[] prompt;
        private final String gold;
        private final int label;

        private Item(Question question, int[] prompt, String gold, int label) {
            this.question = question;
            this.prompt = prompt;
            this.gold = gold;
            this.label = label;
        }
    }

    /**
     * How a question was answered.
     *
     * @param error absolute on a scale, else 0 or 1
     * @param nll −log of the true label's probability, in nats
     */
    public record Score(double error, double nll) {}

    /** The event as a question; nothing where its answer is no label. */
    public Optional<Item> item(RecordedEvent event) {
        int label = model.task().labels().indexOf(event.output());
        return label < 0
                ? Optional.empty()
                : Optional.of(new Item(
                        Question.of(event), answering.prompt(event.input(), List.of(), null), event.output(), label));
    }

    /**
     * Asks all of them.
     *
     * @param adapters under which each is asked, by its place in the list; null for the base model
     */
    public List<Score> ask(List<Item> items, IntFunction<@Nullable Adapter> adapters) {
        List<Question> questions = new ArrayList<>();
        List<PromptRow> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            questions.add(items.get(i).question);
            rows.add(new PromptRow(items.get(i).prompt, adapters.apply(i)));
        }
        List<Reply> replies = answering.replies(questions, rows);
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Item item = items.get(i);
            double p = requireNonNull(replies.get(i).probabilities()).get(item.label);
            scores.add(new Score(error(item, replies.get(i)), -Math.log(Math.max(p, Double.MIN_NORMAL))));
        }
        return scores;
    }

    private double error(Item item, Reply reply) {
        return model.task().answer() instanceof Answer.Scale scale
                ? new ScaleError(scale).of(Double.parseDouble(item.gold), reply.answer())
                : reply.answer().equals(item.gold) ? 0 : 1;
    }
}
