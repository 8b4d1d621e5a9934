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
    public List<Prediction> answer(List<Question> questions, ClientConnection client, Duration limit) {
        List<Question> chosen = questions.stream().filter(each -> !isText(each)).toList();
        List<Question> written = questions.stream().filter(Predictor::isText).toList();
        List<Prediction> choices = labels.answer(chosen, client, limit);
        List<Prediction> answers = new ArrayList<>(texts.answer(written, client, limit));
        int choice = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (!isText(questions.get(i))) {
                answers.add(i, choices.get(choice++));
            }
        }
        return answers;
    }

    private static boolean isText(Question question) {
        return question.task().answer() instanceof Answer.Text;
    }
}
