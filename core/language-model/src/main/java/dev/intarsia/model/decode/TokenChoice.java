package dev.intarsia.model.decode;

import java.util.List;

/**
 * The token picked at one position.
 *
 * @param chosen what was picked
 * @param best the likeliest tokens there, best first; empty unless asked for
 * @param text what it added to the text: a character comes whole with the last of its tokens, nothing with those before,
 *     and what a stop string cuts off is not in it. The texts of all tokens, joined, are the text
 * @param offset how many characters (code points) of the text come before it
 */
public record TokenChoice(TokenProbability chosen, List<TokenProbability> best, String text, int offset) {
    public TokenChoice {
        best = List.copyOf(best);
    }

    /** A choice whose text is not known yet. */
    static TokenChoice of(TokenProbability chosen, List<TokenProbability> best) {
        return new TokenChoice(chosen, best, "", 0);
    }

    TokenChoice with(String text, int offset) {
        return new TokenChoice(chosen, best, text, offset);
    }
}
