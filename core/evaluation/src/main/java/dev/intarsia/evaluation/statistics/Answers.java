package dev.intarsia.evaluation.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Every method's answers to the same questions.
 *
 * @param methods by name, in the order in which they are shown
 */
public record Answers(Questions questions, Map<String, MethodAnswers> methods) {
    public Answers {
        methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    }

    /** Figures over all questions together, without intervals. */
    public Figures<Double> figures(List<Measure> measures) {
        return new UserSums(this, IntStream.range(0, questions.count()).toArray(), measures).total();
    }
}
