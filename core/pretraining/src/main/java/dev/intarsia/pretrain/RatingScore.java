package dev.intarsia.pretrain;

import dev.intarsia.tasks.Answer;

/**
 * How well ratings were predicted.
 *
 * @param events how many
 * @param mae mean absolute error of the median answer, in stars
 * @param nll mean negative log-likelihood among the labels, in nats
 */
record RatingScore(int events, double mae, double nll) {
    /**
     * @param probabilities events × labels
     * @param given index of the label each user gave
     */
    static RatingScore of(Answer.Scale scale, double[][] probabilities, int[] given) {
        double[] values = scale.values();
        double error = 0;
        double nats = 0;
        for (int i = 0; i < given.length; i++) {
            error += Math.abs(scale.value(scale.median(probabilities[i])) - values[given[i]]);
            nats -= Math.log(probabilities[i][given[i]]);
        }
        return new RatingScore(given.length, error / given.length, nats / given.length);
    }
}
