package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.tasks.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers questions of any tasks. Safe to use from several threads. */
public final class Predictor {
    private final LabelPredictor labels;
    private final TextPredictor texts;

    public Predictor(LabelPredictor labels, TextPredictor texts) {
        this.labels = requireNonNull(labels);
        this.texts = requireNonNull(texts);
    }

    /**
     * Answers all of them, or none.
     *
     * @param client who waits for the answers
     * @param limit the longest it may take
     * @return one answer per question, in the order of the questions
     */
    public List<ServedPrediction> answer(List<PredictionQuestion> questions, ClientConnection client, Duration limit) {
        List<PredictionQuestion> chosen =
                questions.stream().filter(each -> !isText(each)).toList();
        List<PredictionQuestion> written =
                questions.stream().filter(Predictor::isText).toList();
        List<ServedPrediction> choices = labels.answer(chosen, client, limit);
        List<ServedPrediction> answers = new ArrayList<>(texts.answer(written, client, limit));
        int choice = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (!isText(questions.get(i))) {
                answers.add(i, choices.get(choice++));
            }
        }
        return answers;
    }

    private static boolean isText(PredictionQuestion question) {
        return question.task().answer() instanceof Answer.Text;
    }
}
