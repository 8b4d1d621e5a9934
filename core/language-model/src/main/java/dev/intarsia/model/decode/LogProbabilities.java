package dev.intarsia.model.decode;

import java.util.ArrayList;
import java.util.List;

/** Natural logarithms of the model's own distribution, before penalties, temperature and truncation. */
final class LogProbabilities {
    private final int vocabulary;
    private final DescendingScores descending;

    /** @param vocabulary how many scores of a row are tokens */
    LogProbabilities(int vocabulary) {
        this.vocabulary = vocabulary;
        descending = new DescendingScores(vocabulary);
    }

    /**
     * @param logits the model's scores, one per token id
     * @param chosen the token that was picked
     * @param alternatives how many of the likeliest tokens to name beside it
     */
    TokenChoice of(float[] logits, int chosen, int alternatives) {
        double log = logOfSum(logits);
        List<TokenProbability> best = new ArrayList<>(alternatives);
        if (alternatives > 0) {
            descending.reset(logits);
            while (best.size() < alternatives && !descending.isEmpty()) {
                int token = descending.take();
                best.add(new TokenProbability(token, logits[token] - log));
            }
        }
        return TokenChoice.of(new TokenProbability(chosen, logits[chosen] - log), best);
    }

    private double logOfSum(float[] logits) {
        double top = Double.NEGATIVE_INFINITY;
        for (int token = 0; token < vocabulary; token++) {
            top = Math.max(top, logits[token]);
        }
        double sum = 0;
        for (int token = 0; token < vocabulary; token++) {
            sum += Math.exp(logits[token] - top);
        }
        return top + Math.log(sum);
    }
}
