package dev.intarsia.model.decode;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which tokens a request's prompt and text hold, for the penalties. */
final class TokenHistory {
    private final BitSet seen = new BitSet();
    private final Map<Integer, Integer> generated = new HashMap<>();

    TokenHistory(int[] prompt) {
        for (int token : prompt) {
            seen.set(token);
        }
    }

    void add(int token) {
        seen.set(token);
        generated.merge(token, 1, Integer::sum);
    }

    /** Changes the scores in place by the options' penalties and bias. */
    void adjust(float[] scores, SamplingOptions options) {
        if (options.repetitionPenalty() != 1) {
            seen.stream().forEach(token -> scores[token] = repeated(scores[token], options.repetitionPenalty()));
        }
        if (options.frequencyPenalty() != 0 || options.presencePenalty() != 0) {
            generated.forEach((token, count) ->
                    scores[token] -= (float) (options.frequencyPenalty() * count + options.presencePenalty()));
        }
        options.logitBias().forEach((token, bias) -> {
            if (token < scores.length) {
                scores[token] += bias.floatValue();
            }
        });
    }

    private static float repeated(float score, double penalty) {
        return (float) (score > 0 ? score / penalty : score * penalty);
    }
}
