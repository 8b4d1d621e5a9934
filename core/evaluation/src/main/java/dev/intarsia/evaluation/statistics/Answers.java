package dev.intarsia.evaluation.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every method's answers to the same questions.
 *
 * @param methods by name, in the order in which they are shown
 */
public record Answers(Questions questions, Map<String, MethodAnswers> methods) {
    public Answers {
        methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    }
}
