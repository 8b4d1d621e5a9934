package dev.intarsia.model.pretrain;

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
     * @param logits events × labels, up to a constant per event
     * @param given index of the label each user gave
     */
    static RatingScore of(Answer.Scale scale, double[][] logits, int[] given) {
        double[] values = scale.values();
        double error = 0;
        double nats = 0;
        for (int i = 0; i < given.length; i++) {
            double total = 0;
            double[] likely = new double[values.length];
            for (int label = 0; label < values.length; label++) {
                likely[label] = Math.exp(logits[i][label]);
                total += likely[label];
            }
            error += Math.abs(scale.value(scale.median(likely)) - values[given[i]]);
            nats -= Math.log(likely[given[i]] / total);
        }
        return new RatingScore(given.length, error / given.length, nats / given.length);
    }
}
