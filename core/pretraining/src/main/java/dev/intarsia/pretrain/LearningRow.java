package dev.intarsia.pretrain;

/**
 * One sequence to learn from.
 *
 * @param tokens not copied
 * @param from index of the first token to predict, from 1
 * @param share how much each predicted token counts in the loss
 */
record LearningRow(int[] tokens, int from, float share) {
    LearningRow {
        if (from < 1 || from >= tokens.length) {
            throw new IllegalArgumentException(
                    "Token " + from + " of " + tokens.length + " cannot be the first to predict; name one from 1 on");
        }
    }

    int predicted() {
        return tokens.length - from;
    }
}
