package dev.intarsia.model.peft;

import dev.intarsia.model.checkpoint.Sentence;

/** A pattern that takes too many steps to match a name. */
final class EndlessPatternException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndlessPatternException(String pattern) {
        super("the pattern \"" + Sentence.brief(pattern) + "\" takes too many steps to match a module's name");
    }
}
