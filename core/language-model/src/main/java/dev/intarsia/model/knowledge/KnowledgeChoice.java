package dev.intarsia.model.knowledge;

/**
 * How much of the user's past a prompt is to carry, in answering and in training.
 *
 * @param history how many of the most similar past events, from 0 to {@value #MOST_EVENTS}
 * @param profile whether a text that sums the past up
 */
public record KnowledgeChoice(int history, boolean profile) {
    /** Most past events before one prompt. */
    public static final int MOST_EVENTS = 8;

    /** The prompt of the task alone. */
    public static final KnowledgeChoice NONE = new KnowledgeChoice(0, false);

    public KnowledgeChoice {
        if (history < 0 || history > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "knowledge.history is " + history + "; give a number from 0 to " + MOST_EVENTS + ".");
        }
    }

    /** Whether the prompt carries nothing of the user. */
    public boolean none() {
        return equals(NONE);
    }
}
