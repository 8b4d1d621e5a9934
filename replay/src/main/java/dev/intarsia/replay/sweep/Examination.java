package dev.intarsia.replay.sweep;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The questions of all asked users, put under whichever adapters. Answers are taken as replay and gateway take them. */
final class Examination {
    private final ReplayModel model;
    private final Answering answering;
    private final List<AskedUser> users;
    private final List<Asked> questions = new ArrayList<>();

    /**
     * One question.
     *
     * @param user number of the user
     * @param label number of the true label
     * @param tokens of the response that the loss is the mean of
     */
    private record Asked(int user, Question question, int[] prompt, String gold, int label, int tokens) {}

    Examination(ReplayModel model, List<AskedUser> users) {
        if (model.task().labels().isEmpty()) {
            throw new IllegalArgumentException("Task " + model.task().name() + " is answered with text; assembly is"
                    + " measured on tasks with labels or a scale.");
        }
        this.model = model;
        this.users = List.copyOf(users);
        this.answering = new Answering(model, new FlopMeter());
        for (int user = 0; user < users.size(); user++) {
            for (RecordedEvent event : users.get(user).questions()) {
                int label = model.task().labels().indexOf(event.output());
                if (label >= 0) {
                    questions.add(new Asked(
                            user,
                            Question.of(event),
                            answering.prompt(event.input(), List.of(), null),
                            event.output(),
                            label,
                            model.encoding()
                                    .example(event, List.of(), null)
                                    .orElseThrow()
                                    .responseLength()));
                }
            }
        }
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("Nobody has a question to ask; take a longer recording.");
        }
    }

    List<AskedUser> users() {
        return users;
    }

    int questions() {
        return questions.size();
    }

    /** All questions, each user's under the adapter that is composed for the user. */
    VariationResult ask(Variation variation) {
        long began = System.nanoTime();
        Composing composing = variation.composing().get();
        List<Composing.Composed> composed = users.stream().map(composing::of).toList();
        double composingSeconds = (System.nanoTime() - began) / 1e9;
        List<Reply> replies = replies(composed);
        UserScores[] scores = new UserScores[users.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = new UserScores();
        }
        for (int i = 0; i < replies.size(); i++) {
            Asked asked = questions.get(i);
            double p = Objects.requireNonNull(replies.get(i).probabilities()).get(asked.label());
            scores[asked.user()].add(
                    error(asked, replies.get(i)), -Math.log(Math.max(p, Double.MIN_NORMAL)), asked.tokens());
        }
        return new VariationResult(
                variation.section(),
                variation.series(),
                variation.value(),
                List.of(scores),
                composed.stream().map(Composing.Composed::predictedGain).toList(),
                composed.stream()
                        .mapToDouble(Composing.Composed::piecesPerModule)
                        .average()
                        .orElse(0),
                composingSeconds,
                (System.nanoTime() - began) / 1e9);
    }

    private List<Reply> replies(List<Composing.Composed> composed) {
        List<Question> asked = new ArrayList<>();
        List<PromptRow> rows = new ArrayList<>();
        for (Asked question : questions) {
            @Nullable Adapter adapter = composed.get(question.user()).adapter();
            asked.add(question.question());
            rows.add(new PromptRow(question.prompt(), adapter));
        }
        return answering.replies(asked, rows);
    }

    private double error(Asked asked, Reply reply) {
        return model.task().answer() instanceof Answer.Scale scale
                ? new ScaleError(scale).of(Double.parseDouble(asked.gold()), reply.answer())
                : reply.answer().equals(asked.gold()) ? 0 : 1;
    }
}
