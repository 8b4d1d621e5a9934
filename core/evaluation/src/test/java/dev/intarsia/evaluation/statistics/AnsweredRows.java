package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.tasks.Answer;
import java.time.Instant;
import java.util.List;

/** One method's answers to questions of one user, measured as every evaluation measures them. */
public final class AnsweredRows {
    private static final String METHOD = "m";

    private final Answer answer;
    private final AnswersReader reader;
    private int rows;

    public AnsweredRows(Answer answer) {
        this.answer = answer;
        this.reader = AnswersReader.of(answer);
    }

    public AnsweredRows add(String truth, String predicted) {
        rows++;
        reader.add(new Prediction(METHOD, "u", "e" + rows, Instant.EPOCH, 0, predicted, truth, null, null));
        return this;
    }

    public double of(Measure measure) {
        return reader.answers().figures(Measure.of(answer)).of(METHOD, measure);
    }

    /** As if none of the questions counted. */
    double ofNone(Measure measure) {
        return new UserSums(reader.answers(), new int[0], List.of(measure))
                .total()
                .of(METHOD, measure);
    }
}
