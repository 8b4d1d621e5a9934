package dev.intarsia.model.peft;

/** A pattern that takes too many steps to match a name. */
final class EndlessPatternException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndlessPatternException(String pattern) {
        super("the pattern \"" + (pattern.length() > 60 ? pattern.substring(0, 60) + "…" : pattern)
                + "\" takes too many steps to match a module's name");
    }
}
