package dev.intarsia.model.decode;

import java.util.List;

/**
 * The token picked at one position.
 *
 * @param chosen what was picked
 * @param best the likeliest tokens there, best first; empty unless asked for
 */
public record TokenChoice(TokenProbability chosen, List<TokenProbability> best) {

    public TokenChoice {
        best = List.copyOf(best);
    }
}
