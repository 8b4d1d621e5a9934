package dev.intarsia.replay.privacy;

/**
 * The likelihood-ratio attack (LiRA; Carlini et al. 2022, arXiv 2112.03570): an event's statistic in an attacked run is
 * compared with two Gaussians, of the shadow runs that know the event and of those that do not. Means are the event's own,
 * variances those of all of the user's events, as the paper has it for few shadow runs.
 */
final class LikelihoodRatio {
    /** Below any variance of a measured statistic. */
    private static final double LEAST = 1e-12;

    private LikelihoodRatio() {}

    /** The statistic of a loss: the logit of the response's probability, {@code log(p / (1 − p))}, of nats of the response. */
    static double confidence(double nats) {
        double loss = Math.max(nats, LEAST);
        return loss > 30 ? -loss : -Math.log(Math.expm1(loss));
    }

    /**
     * Log likelihood ratios of one user's events in the published runs.
     *
     * @param statistics [run][event], published runs first
     * @param shadows how many of the shadow runs are used, an even number from 4
     * @return [published run][event]
     */
    static double[][] scores(double[][] statistics, Halves halves, int shadows) {
        if (shadows < 4 || shadows > halves.shadows() || shadows % 2 != 0) {
            throw new IllegalArgumentException("LiRA needs an even number of shadow runs from 4 to the "
                    + halves.shadows() + " there are, not " + shadows + ".");
        }
        Side in = Side.of(statistics, halves, shadows, true);
        Side out = Side.of(statistics, halves, shadows, false);
        double[][] scores = new double[halves.published()][halves.events()];
        for (int run = 0; run < scores.length; run++) {
            for (int event = 0; event < scores[run].length; event++) {
                double statistic = statistics[run][event];
                scores[run][event] = in.log(event, statistic) - out.log(event, statistic);
            }
        }
        return scores;
    }

    /** The shadow runs that know an event, or those that do not. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Side(double[] means, double variance) {
        static Side of(double[][] statistics, Halves halves, int shadows, boolean knowing) {
            int first = halves.published();
            double[] means = new double[halves.events()];
            double squares = 0;
            for (int event = 0; event < means.length; event++) {
                for (int run = first; run < first + shadows; run++) {
                    means[event] += halves.in(run, event) == knowing ? statistics[run][event] / (shadows / 2.0) : 0;
                }
                for (int run = first; run < first + shadows; run++) {
                    double difference = halves.in(run, event) == knowing ? statistics[run][event] - means[event] : 0;
                    squares += difference * difference;
                }
            }
            double freedom = means.length * (shadows / 2.0 - 1);
            return new Side(means, Math.max(LEAST, squares / freedom));
        }

        /** The logarithm of the density, but for what both sides have. */
        double log(int event, double statistic) {
            double difference = statistic - means[event];
            return -difference * difference / (2 * variance) - Math.log(variance) / 2;
        }
    }
}
