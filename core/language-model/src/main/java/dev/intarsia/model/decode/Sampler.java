package dev.intarsia.model.decode;

import java.util.random.RandomGenerator;

/** Picks the next token from a row of scores. Holds scratch space, so one thread uses it at a time. */
final class Sampler {
    private final float[] scores;
    private final double[] masses;
    private final int[] kept;
    private final DescendingScores descending;

    /** @param vocabulary how many scores of a row are tokens; a checkpoint may pad its rows */
    Sampler(int vocabulary) {
        scores = new float[vocabulary];
        masses = new double[vocabulary];
        kept = new int[vocabulary];
        descending = new DescendingScores(vocabulary);
    }

    /**
     * @param logits the model's scores, one per token id; not changed
     * @param random gives one number per call unless the choice is greedy
     * @throws ArithmeticException when a score is not a number, which only broken weights give
     */
    int pick(float[] logits, SamplingOptions options, TokenHistory history, RandomGenerator random) {
        System.arraycopy(logits, 0, scores, 0, scores.length);
        history.adjust(scores, options);
        int best = best();
        if (options.temperature() == 0) {
            return best;
        }
        double top = scores[best];
        return options.truncates()
                ? drawFromBest(options, top, random)
                : drawFromAll(options.temperature(), top, random);
    }

    private int best() {
        int best = 0;
        for (int token = 0; token < scores.length; token++) {
            if (Float.isNaN(scores[token])) {
                throw new ArithmeticException("The model's score of token " + token
                        + " is not a number. The adapter or the checkpoint holds broken weights.");
            }
            if (scores[token] > scores[best]) {
                best = token;
            }
        }
        return best;
    }

    private int drawFromAll(double temperature, double top, RandomGenerator random) {
        double total = 0;
        for (int token = 0; token < scores.length; token++) {
            kept[token] = token;
            masses[token] = Math.exp((scores[token] - top) / temperature);
            total += masses[token];
        }
        return draw(scores.length, total, random);
    }

    private int drawFromBest(SamplingOptions options, double top, RandomGenerator random) {
        descending.reset(scores);
        int most = options.topK() > 0 ? Math.min(options.topK(), scores.length) : scores.length;
        double whole = massOfBest(most, options.temperature(), top);
        double total = 0;
        int count = 0;
        while (count < most && !descending.isEmpty()) {
            int token = descending.take();
            double mass = Math.exp((scores[token] - top) / options.temperature());
            if (mass < options.minP()) {
                break;
            }
            kept[count] = token;
            masses[count++] = mass;
            total += mass;
            if (total >= options.topP() * whole) {
                break;
            }
        }
        return draw(count, total, random);
    }

    /** What {@code topP} is a share of: the mass of the {@code most} best tokens. */
    private double massOfBest(int most, double temperature, double top) {
        double mass = 0;
        if (most == scores.length) {
            for (float score : scores) {
                mass += Math.exp((score - top) / temperature);
            }
            return mass;
        }
        for (int taken = 0; taken < most; taken++) {
            mass += Math.exp((scores[descending.take()] - top) / temperature);
        }
        descending.reset(scores);
        return mass;
    }

    private int draw(int count, double total, RandomGenerator random) {
        double left = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < count; i++) {
            if (masses[i] > 0) {
                last = i;
                left -= masses[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return kept[last];
    }
}
