package dev.intarsia.gateway.predict;

import dev.intarsia.gateway.knowledge.UsedKnowledge;
import dev.intarsia.gateway.serving.ServedAdapter;
import java.util.List;

/** A question's answer. */
public sealed interface ServedPrediction {
    ServedAdapter adapter();

    /** What of the user's past the prompt carried. */
    UsedKnowledge knowledge();

    /** What the user is expected to answer. */
    String answer();

    /**
     * One of the task's labels.
     *
     * @param probability given that one of the labels is the answer
     */
    record Label(String label, double probability) {}

    /** The likeliest of a task's labels. */
    record Choice(ServedAdapter adapter, UsedKnowledge knowledge, String answer, List<Label> labels)
            implements ServedPrediction {}

    /**
     * The median of a scale.
     *
     * @param median what the answer is as a number
     * @param mean of the distribution
     */
    record Rating(
            ServedAdapter adapter,
            UsedKnowledge knowledge,
            String answer,
            double median,
            double mean,
            List<Label> labels)
            implements ServedPrediction {}

    /** A free text, of the likeliest tokens. */
    record FreeText(ServedAdapter adapter, UsedKnowledge knowledge, String answer) implements ServedPrediction {}
}
