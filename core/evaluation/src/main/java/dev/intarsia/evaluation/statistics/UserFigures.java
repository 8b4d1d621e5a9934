package dev.intarsia.evaluation.statistics;

import java.util.Map;

/**
 * One user's questions.
 *
 * @param earlier events of the user that could be learned from before the last question
 * @param methods the task's first measure, by method
 */
public record UserFigures(String user, int questions, long earlier, Map<String, Double> methods) {}
